import { newRun, type NewRun } from '../runs/runs.ts'
import type { LoggedEvent } from '../events/events.ts'
import type { StreamRules, TriggerRule } from './rules.ts'

/** Chains of answers that start further runs grow no deeper than this. */
const maxDepth = 8

export interface Decision {
  readonly runs: readonly NewRun[]
  readonly feeds: readonly string[]
  /** Actions that matched but must not start, and why. */
  readonly suppressed: readonly { readonly automation: string; readonly reason: string }[]
}

/** What an event starts: pure, so that the same event and rules always give the same runs. */
export function decide(event: LoggedEvent, rules: StreamRules | undefined): Decision {
  if (!rules) return { runs: [], feeds: [], suppressed: [] }
  const matching = rules.feeds.filter((feed) => feed.matches(event.payload))
  const matched = new Set(matching.map(({ id }) => id))
  const triggered = rules.triggers.filter((trigger) => matched.has(trigger.feedId))
  const judged = triggered.map((trigger) => ({ trigger, reason: suppressionOf(event, trigger) }))
  return {
    feeds: matching.map(({ name }) => name),
    runs: judged
      .filter(({ reason }) => reason === null)
      .map(({ trigger }) => runFor(event, trigger)),
    suppressed: judged.flatMap(({ trigger, reason }) =>
      reason === null ? [] : [{ automation: trigger.name, reason }],
    ),
  }
}

/** No automation starts on an event of a chain that it is part of, and no chain grows without end. */
function suppressionOf(event: LoggedEvent, trigger: TriggerRule): string | null {
  if (event.causes?.includes(trigger.automationId)) {
    return 'The event was caused by this action itself.'
  }
  if (event.depth >= maxDepth) return `The chain of answers is ${maxDepth} events deep.`
  return null
}

function runFor(event: LoggedEvent, trigger: TriggerRule): NewRun {
  return newRun({
    organizationId: event.organization_id,
    automationId: trigger.automationId,
    versionId: trigger.versionId,
    lane: trigger.lane,
    deadlineS: trigger.deadlineS,
    triggerType: 'event',
    feedId: trigger.feedId,
    streamId: event.stream_id,
    eventId: event.id,
    eventAt: event.received_at,
    visitorId: event.visitor_id,
    depth: event.depth,
    causes: event.causes ?? [],
    replayOf: null,
  })
}
