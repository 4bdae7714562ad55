import type { VisitorProfile } from '../../actions/visitor-profile.ts'
import { newDelay, type NewDelay } from '../delays/delays.ts'
import { newRun, type NewRun } from '../runs/runs.ts'
import { profileOf, type Moment, type VisitorState } from '../visitors/visitors.ts'
import type { StreamRules, TriggerRule } from './rules.ts'

/** Chains of answers that start further runs grow no deeper than this. */
const maxDepth = 8

const hourMs = 3_600_000

export interface Suppressed {
  readonly automationId: string
  /** Its name, which others may have, too. */
  readonly automation: string
  readonly reason: string
}

/** A start that waits for its time. */
export interface Delayed {
  readonly automationId: string
  readonly automation: string
  readonly delay: NewDelay
}

export interface Started {
  readonly runs: readonly NewRun[]
  /** Actions that matched but must not start, and why. */
  readonly suppressed: readonly Suppressed[]
  readonly delayed: readonly Delayed[]
}

export const nothing: Started = { runs: [], suppressed: [], delayed: [] }

/** Whose visitor it is, and in which stream. */
export interface Place {
  readonly organizationId: string
  readonly streamId: string
  readonly shard: number
  readonly visitorId: string | null
}

export type Origin = Moment['origin']

/** What starts an automation: the event that it is due to, when it happened, and to whom. */
export interface Occasion {
  readonly place: Place
  readonly origin: Origin
  /** In milliseconds since 1970. */
  readonly at: number
  readonly visitor: VisitorState | undefined
}

/** What a trigger makes of an occasion. */
export function startOn(
  trigger: TriggerRule,
  occasion: Occasion,
  rules: StreamRules,
): NewRun | Suppressed | Delayed {
  const { automationId, name: automation, on } = trigger
  const reason = suppressionOf(occasion.origin, trigger)
  if (reason !== null) return { automationId, automation, reason }
  if (on.delay_hours === undefined) return runOf(trigger, occasion, rules)
  const { shard } = occasion.place
  const moment = on.type === 'audience' ? on.on : null
  const dueAt = new Date(occasion.at + on.delay_hours * hourMs)
  return {
    automationId,
    automation,
    delay: newDelay({ ...dueTo(trigger, occasion), shard, moment, dueAt }),
  }
}

/** The run of an automation, with its visitor as it is now if a step asks for it. */
export function runOf(trigger: TriggerRule, occasion: Occasion, rules: StreamRules): NewRun {
  return newRun({
    ...dueTo(trigger, occasion),
    versionId: trigger.versionId,
    lane: trigger.lane,
    deadlineS: trigger.deadlineS,
    triggerType: trigger.on.type,
    visitor: trigger.wantsVisitor ? profileAt(occasion, rules) : null,
    replayOf: null,
  })
}

function dueTo({ automationId, on }: TriggerRule, { place, origin }: Occasion) {
  return {
    organizationId: place.organizationId,
    streamId: place.streamId,
    visitorId: place.visitorId,
    automationId,
    feedId: on.type === 'event' ? on.feed_id : null,
    audienceId: on.type === 'audience' ? on.audience_id : null,
    eventId: origin.eventId,
    eventAt: new Date(origin.eventAt),
    depth: origin.depth,
    causes: origin.causes,
  }
}

const profileAt = (
  { place: { visitorId }, visitor }: Occasion,
  { names }: StreamRules,
): VisitorProfile | null =>
  visitor && visitorId !== null ? profileOf(visitorId, visitor, names) : null

/** No automation starts on an event of a chain that it is part of, and no chain grows without end. */
function suppressionOf({ causes, depth }: Origin, trigger: TriggerRule): string | null {
  if (causes.at(-1) === trigger.automationId) return 'The event is an answer of this action itself.'
  if (causes.includes(trigger.automationId)) {
    return 'The event comes of an answer of this action, by way of others: it would go round in a ring.'
  }
  if (depth >= maxDepth) return `The chain of answers is ${maxDepth} events deep.`
  return null
}

export const together = (judged: readonly (NewRun | Suppressed | Delayed)[]): Started => ({
  runs: judged.filter((one) => 'id' in one),
  suppressed: judged.filter((one) => 'reason' in one),
  delayed: judged.filter((one) => 'delay' in one),
})
