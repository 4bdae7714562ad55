import type { Trigger } from '@outcrop/contract'

type Names = ReadonlyMap<string, string>

const moments = {
  joined: 'joins',
  left: 'leaves',
  visit_start: 'starts a visit in',
  visit_end: 'ends a visit in',
} as const

/** What an automation starts on, in a few words. `names` are those of feeds and audiences, by id. */
export function describeTrigger(trigger: Trigger, names: Names): string {
  switch (trigger.type) {
    case 'event':
      return `${names.get(trigger.feed_id) ?? '–'}${later(trigger.delay_hours)}`
    case 'audience':
      return `Visitor ${moments[trigger.on]} ${names.get(trigger.audience_id) ?? 'an audience'}${later(trigger.delay_hours)}`
    case 'manual':
      return 'By hand'
  }
}

function later(hours: number | undefined): string {
  if (hours === undefined) return ''
  const [amount, unit] = hours >= 24 && hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour']
  return `, ${amount} ${unit}${amount === 1 ? '' : 's'} later`
}
