import type { Trigger } from '@outcrop/contract'

type AudienceMoment = Extract<Trigger, { type: 'audience' }>['on']

/** When an automation starts, as one question asks it. */
export type TriggerChoice = 'event' | AudienceMoment | 'manual'

export const triggerLabels: Readonly<Record<TriggerChoice, string>> = {
  event: 'An event arrives in a feed',
  joined: 'A visitor joins an audience',
  left: 'A visitor leaves an audience',
  visit_start: 'A visit starts in an audience',
  visit_end: 'A visit ends in an audience',
  manual: 'By hand',
}

export const triggerChoices: readonly TriggerChoice[] = [
  'event', 'joined', 'left', 'visit_start', 'visit_end', 'manual',
] // prettier-ignore

export const triggerChoiceOf = (trigger: Trigger): TriggerChoice =>
  trigger.type === 'audience' ? trigger.on : trigger.type

/** What there is to start on, the likeliest first. */
interface Offered {
  readonly feeds: readonly { readonly id: string }[]
  readonly audiences: readonly { readonly id: string }[]
}

/** The trigger for another choice: the audience stays when there was one. */
export function withTriggerChoice(
  trigger: Trigger,
  choice: TriggerChoice,
  { feeds, audiences }: Offered,
): Trigger {
  switch (choice) {
    case 'manual':
      return { type: 'manual' }
    case 'event':
      return trigger.type === 'event'
        ? trigger
        : { ...restraintsOf(trigger), type: 'event', feed_id: feeds[0]?.id ?? '' }
    case 'joined':
    case 'left':
    case 'visit_start':
    case 'visit_end': {
      const kept = trigger.type === 'audience' ? trigger.audience_id : undefined
      return { ...restraintsOf(trigger), type: 'audience', audience_id: kept ?? audiences[0]?.id ?? '', on: choice } // prettier-ignore
    }
  }
}

/** What holds a start back, whatever it is due to. */
function restraintsOf(trigger: Trigger) {
  if (trigger.type === 'manual') return {}
  const { delay_hours, cap, cap_overall, cooldown } = trigger
  return { delay_hours, cap, cap_overall, cooldown }
}
