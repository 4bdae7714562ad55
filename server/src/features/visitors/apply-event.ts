import type { Moment } from '@outcrop/contract'
import { catchUp } from './apply-time.ts'
import { endVisit } from './end-visit.ts'
import { enrich } from './enrich.ts'
import type { Applied, Happening } from './happening.ts'
import { judge } from './judge.ts'
import { latestOrigin, type Origin } from './origin.ts'
import type { ProfileRules } from './profile-rules.ts'
import type { Visit, VisitorState } from './state.ts'
import { endsVisit, visitLength } from './visit-length.ts'

/** More events of one visit leave the visitor as it is: nobody visits like that. */
export const maxVisitEvents = 10_000

/** An event as it changes a visitor. */
export interface Arriving extends Origin {
  readonly visitorId: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** What an event makes of a visitor: pure, so that the same events and rules always make the same. */
export function applyEvent(
  known: VisitorState | undefined,
  event: Arriving,
  rules: ProfileRules,
): Applied {
  // A clock that was set back must not take the visitor back in time.
  const at = Math.max(event.eventAt, known?.lastEventAt ?? event.eventAt)
  const before = known ? catchUp(known, event.visitorId, at, rules) : { state: newVisitor(at, event), happenings: [] } // prettier-ignore
  const arrived: Happening = { type: known ? 'returning_visitor' : 'new_visitor' }
  const { visit } = before.state
  if (visit && visit.events >= maxVisitEvents) {
    const reason = `The visit has ${maxVisitEvents} events already: later ones leave the visitor as it is.`
    return { ...before, happenings: [arrived, ...before.happenings, { type: 'ignored', reason }] }
  }
  const during = happensIn(before.state, at, event, rules, !known)
  const happenings = [arrived, ...before.happenings, ...during.happenings]
  const { state } = during
  if (!state.visit || !endsVisit(event.payload)) return { state, happenings }
  const ended = endVisit(state, state.visit, event.visitorId, at, rules)
  return { state: ended.state, happenings: [...happenings, ...ended.happenings] }
}

/** What an event does in its visit, which it starts when none is going on. */
function happensIn(
  state: VisitorState,
  at: number,
  event: Arriving,
  rules: ProfileRules,
  isNew: boolean,
): Applied {
  const isNewVisit = state.visit === null
  const visit = state.visit ?? newVisit(at, event)
  const moments = new Set<Moment>(['any_event'])
  if (isNewVisit) moments.add('new_visit')
  if (isNew) moments.add('new_visitor')
  const subject = { visitorId: event.visitorId, at, event: event.payload, visitor: state.attributes, visit: visit.attributes } // prettier-ignore
  const enriched = enrich(subject, rules, moments)
  const { eventId, eventAt } = event
  const next: VisitorState = {
    ...state,
    lastEventAt: at,
    lastEvent: { eventId, eventAt },
    events: state.events + 1,
    visits: state.visits + (isNewVisit ? 1 : 0),
    visit: {
      ...visit,
      lastEventAt: at,
      events: visit.events + 1,
      origin: latestOrigin(isNewVisit ? undefined : visit.origin, originOf(event)),
    },
  }
  const judged = judge(next, enriched, rules, originOf(event))
  const happenings = [...enriched.happenings, ...judged.happenings]
  if (!isNewVisit) return { state: judged.state, happenings }
  const visitor = atStart(judged.state)
  return {
    state: visitor,
    happenings: [...happenings, { type: 'visit_started', audienceId: null, filled: false, visitor, at, origin: originOf(event) }], // prettier-ignore
  }
}

const originOf = ({ eventId, eventAt, depth, causes }: Arriving): Origin => ({
  eventId,
  eventAt,
  depth,
  causes,
})

const newVisitor = (at: number, { eventId, eventAt }: Arriving): VisitorState => ({
  createdAt: at,
  lastEventAt: at,
  lastEvent: { eventId, eventAt },
  events: 0,
  visits: 0,
  attributes: {},
  visit: null,
  audiences: {},
  revision: '',
})

const newVisit = (at: number, event: Arriving): Visit => ({
  startedAt: at,
  lastEventAt: at,
  ttlMs: visitLength(event.payload),
  origin: originOf(event),
  events: 0,
  attributes: {},
  audiencesAtStart: [],
})

const atStart = (state: VisitorState): VisitorState => ({
  ...state,
  visit: state.visit && { ...state.visit, audiencesAtStart: Object.keys(state.audiences) },
})
