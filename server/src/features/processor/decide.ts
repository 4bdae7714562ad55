import type { VisitorProfile } from '../../actions/visitor-profile.ts'
import type { LoggedEvent } from '../events/events.ts'
import { newRun, type NewRun } from '../runs/runs.ts'
import { profileOf, type Happening, type Moment, type VisitorState } from '../visitors/visitors.ts'
import type { StreamRules, TriggerRule } from './rules.ts'

/** Chains of answers that start further runs grow no deeper than this. */
const maxDepth = 8

export interface Suppressed {
  readonly automation: string
  readonly reason: string
}

export interface Started {
  readonly runs: readonly NewRun[]
  /** Actions that matched but must not start, and why. */
  readonly suppressed: readonly Suppressed[]
}

export interface Decision extends Started {
  readonly feeds: readonly string[]
}

/** Whose visitor it is, and in which stream. */
export interface Place {
  readonly organizationId: string
  readonly streamId: string
  readonly visitorId: string | null
}

/** What an event starts: pure, so that the same event and rules always give the same runs. */
export function decide(
  event: LoggedEvent,
  rules: StreamRules | undefined,
  visitor: VisitorState | undefined,
  happenings: readonly Happening[],
): Decision {
  if (!rules) return { runs: [], feeds: [], suppressed: [] }
  const place = { organizationId: event.organization_id, streamId: event.stream_id, visitorId: event.visitor_id } // prettier-ignore
  const matching = rules.feeds.filter((feed) => feed.matches(event.payload))
  const matched = new Set(matching.map(({ id }) => id))
  const origin = { eventId: event.id, eventAt: event.received_at.getTime(), depth: event.depth, causes: event.causes ?? [] } // prettier-ignore
  const byFeed = rules.triggers
    .filter(({ on }) => on.type === 'event' && matched.has(on.feed_id))
    .map((trigger) => start(trigger, place, origin, rules, visitor))
  const byMoment = decideMoments(place, rules, happenings)
  const all = together(byFeed)
  return {
    feeds: matching.map(({ name }) => name),
    runs: [...all.runs, ...byMoment.runs],
    suppressed: [...all.suppressed, ...byMoment.suppressed],
  }
}

/** What the moments of a visitor start. */
export function decideMoments(
  place: Place,
  rules: StreamRules,
  happenings: readonly Happening[],
): Started {
  const moments = happenings.filter(isMoment)
  if (moments.length === 0) return { runs: [], suppressed: [] }
  return together(
    moments.flatMap((moment) =>
      rules.triggers
        .filter((trigger) => startsAt(trigger, moment))
        .map((trigger) => start(trigger, place, moment.origin, rules, moment.visitor)),
    ),
  )
}

const isMoment = (happening: Happening): happening is Moment => 'origin' in happening

/** Nobody joins or leaves by new rules, only by what they do. */
function startsAt({ on }: TriggerRule, { type, audienceId, filled, visitor }: Moment): boolean {
  if (on.type !== 'audience' || filled) return false
  if (type === 'joined' || type === 'left') return on.on === type && on.audience_id === audienceId
  const wanted = type === 'visit_started' ? 'visit_start' : 'visit_end'
  return on.on === wanted && Object.hasOwn(visitor.audiences, on.audience_id)
}

type Origin = Moment['origin']

function start(
  trigger: TriggerRule,
  place: Place,
  origin: Origin,
  rules: StreamRules,
  visitor: VisitorState | undefined,
): NewRun | Suppressed {
  const reason = suppressionOf(origin, trigger)
  if (reason !== null) return { automation: trigger.name, reason }
  const { on, wantsVisitor } = trigger
  return newRun({
    ...place,
    automationId: trigger.automationId,
    versionId: trigger.versionId,
    lane: trigger.lane,
    deadlineS: trigger.deadlineS,
    triggerType: on.type,
    feedId: on.type === 'event' ? on.feed_id : null,
    audienceId: on.type === 'audience' ? on.audience_id : null,
    eventId: origin.eventId,
    eventAt: new Date(origin.eventAt),
    visitor: wantsVisitor ? profileAt(place, visitor, rules) : null,
    depth: origin.depth,
    causes: origin.causes,
    replayOf: null,
  })
}

const profileAt = (
  { visitorId }: Place,
  visitor: VisitorState | undefined,
  { names }: StreamRules,
): VisitorProfile | null =>
  visitor && visitorId !== null ? profileOf(visitorId, visitor, names) : null

/** No automation starts on an event of a chain that it is part of, and no chain grows without end. */
function suppressionOf({ causes, depth }: Origin, trigger: TriggerRule): string | null {
  if (causes.includes(trigger.automationId)) {
    return 'The event was caused by this action itself.'
  }
  if (depth >= maxDepth) return `The chain of answers is ${maxDepth} events deep.`
  return null
}

const together = (judged: readonly (NewRun | Suppressed)[]): Started => ({
  runs: judged.filter((one) => 'id' in one),
  suppressed: judged.filter((one) => 'reason' in one),
})
