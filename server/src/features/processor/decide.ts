import type { LoggedEvent } from '../events/events.ts'
import type { Happening, Moment, VisitorState } from '../visitors/visitors.ts'
import type { StreamRules, TriggerRule } from './rules.ts'
import { nothing, startOn, together, type Place, type Started } from './start.ts'

export interface Decision extends Started {
  readonly feeds: readonly string[]
}

const quiet: Decision = { ...nothing, feeds: [] }

/** What an event starts: pure, so that the same event and rules always give the same runs. */
export function decide(
  event: LoggedEvent,
  rules: StreamRules | undefined,
  visitor: VisitorState | undefined,
  happenings: readonly Happening[],
): Decision {
  if (!rules) return quiet
  const place = { organizationId: event.organization_id, streamId: event.stream_id, shard: event.shard, visitorId: event.visitor_id } // prettier-ignore
  const feeds = rules.feeds.filter((feed) => feed.matches(event))
  const byMoment = decideMoments(place, rules, happenings)
  // Most events are in no feed and start nothing: they all share one decision.
  if (feeds.length === 0) return byMoment === nothing ? quiet : { ...byMoment, feeds: [] }
  const matched = new Set(feeds.map(({ id }) => id))
  const at = event.received_at.getTime()
  const origin = { eventId: event.id, eventAt: at, depth: event.depth, causes: event.causes ?? [] }
  const byFeed = rules.triggers
    .filter(({ on }) => on.type === 'event' && matched.has(on.feed_id))
    .map((trigger) => startOn(trigger, { place, origin, at, visitor }, rules))
  const all = together(byFeed)
  return {
    feeds: feeds.map(({ name }) => name),
    runs: [...all.runs, ...byMoment.runs],
    suppressed: [...all.suppressed, ...byMoment.suppressed],
    delayed: [...all.delayed, ...byMoment.delayed],
  }
}

/** What the moments of a visitor start. */
export function decideMoments(
  place: Place,
  rules: StreamRules,
  happenings: readonly Happening[],
): Started {
  const moments = happenings.filter(isMoment)
  if (moments.length === 0) return nothing
  return together(
    moments.flatMap((moment) =>
      rules.triggers
        .filter((trigger) => startsAt(trigger, moment))
        .map((trigger) => startOn(trigger, { place, ...moment }, rules)),
    ),
  )
}

const isMoment = (happening: Happening): happening is Moment => 'origin' in happening

/** Nobody joins or leaves by new rules, only by what they do. */
function startsAt({ on }: TriggerRule, { type, audienceId, filled, visitor }: Moment): boolean {
  if (on.type !== 'audience' || filled) return false
  if (type === 'joined' || type === 'left') return on.on === type && on.audience_id === audienceId
  const wanted = type === 'visit_started' ? 'visit_start' : 'visit_end'
  if (on.on !== wanted || !Object.hasOwn(visitor.audiences, on.audience_id)) return false
  return on.not_at_visit_start !== true || !visitor.visit?.audiencesAtStart.includes(on.audience_id)
}
