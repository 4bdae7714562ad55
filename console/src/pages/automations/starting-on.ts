import type { Automation, Trigger } from '@outcrop/contract'

interface Starting {
  readonly automation: Automation
  readonly trigger: Trigger
}

/** The automations whose trigger names a feed or an audience: the published one, or of those that have none the draft. */
export function startingOn(id: string, automations: readonly Automation[]): Starting[] {
  return automations.flatMap((automation) => {
    const { trigger } = automation.published?.definition ?? automation.draft
    return placeOf(trigger) === id ? [{ automation, trigger }] : []
  })
}

function placeOf(trigger: Trigger): string | undefined {
  if (trigger.type === 'manual') return undefined
  return trigger.type === 'event' ? trigger.feed_id : trigger.audience_id
}
