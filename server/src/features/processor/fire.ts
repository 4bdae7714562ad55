import type { DueDelay } from '../delays/delays.ts'
import type { NewRun } from '../runs/runs.ts'
import type { VisitorState } from '../visitors/visitors.ts'
import type { StreamRules, TriggerRule } from './rules.ts'
import { runOf, type Suppressed } from './start.ts'

/** What there is when the time of a delayed start has come. */
export interface Present {
  readonly rules: StreamRules | undefined
  /** As it is now. */
  readonly visitor: VisitorState | undefined
  /** Whether its event is kept still. */
  readonly hasEvent: boolean
  /** In milliseconds since 1970. */
  readonly at: number
}

/**
 * A delayed start whose time has come: the run of the version that is published now, about the
 * visitor as it is now, or why there is none.
 */
export function fire(
  delay: DueDelay,
  { rules, visitor, hasEvent, at }: Present,
): NewRun | Suppressed {
  // prettier-ignore
  const trigger = rules?.triggers.find(({ automationId }) => automationId === delay.automationId)
  const not = (reason: string) => ({ automationId: delay.automationId, automation: delay.automationName, reason }) // prettier-ignore
  if (!rules || !trigger) return not('The automation is paused, or is not published any more.')
  if (!isSame(trigger, delay)) return not('The automation starts on something else by now.')
  const { audienceId, eventId } = delay
  if (audienceId === null) {
    if (!hasEvent) return not('The event is not kept any more.')
  } else {
    if (!visitor) return not('The visitor is not known any more.')
    const isIn = Object.hasOwn(visitor.audiences, audienceId)
    if (delay.moment === 'left' && isIn) return not('The visitor is in the audience again.')
    if (delay.moment !== 'left' && !isIn) return not('The visitor is not in the audience any more.')
  }
  const { organizationId, streamId, shard, visitorId, depth, causes } = delay
  const place = { organizationId, streamId, shard, visitorId }
  const origin = { eventId, eventAt: delay.eventAt.getTime(), depth, causes }
  // Its event may be gone by the time it runs: the visitor says enough then.
  const whole = { ...trigger, wantsVisitor: trigger.wantsVisitor || audienceId !== null }
  return runOf(whole, { place, origin, at, visitor }, rules)
}

function isSame({ on }: TriggerRule, { feedId, audienceId, moment }: DueDelay): boolean {
  return on.type === 'event'
    ? on.feed_id === feedId
    : on.audience_id === audienceId && on.on === moment
}
