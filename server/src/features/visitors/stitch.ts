import { catchUp } from './apply-time.ts'
import type { Applied, Happening } from './happening.ts'
import { judge } from './judge.ts'
import { mergeValues, type Pair } from './merge-values.ts'
import { latestOrigin, type Origin } from './origin.ts'
import type { ProfileRules } from './profile-rules.ts'
import { sceneAt } from './scene.ts'
import type { Visit, Values, VisitorState } from './state.ts'
import { requireWhole } from './whole-state.ts'

/** A visitor by the id under which it is kept. */
export interface Named {
  readonly visitorId: string
  readonly state: VisitorState
}

/** More ids make no visitor: what so many share, such as the number of a shop's own till, is nobody's. */
export const maxIds = 50

/** Of two visitors the one under whose id both go on: the older one, whichever order they meet in. */
export function olderFirst<One extends Named>(a: One, b: One): readonly [One, One] {
  const difference = a.state.createdAt - b.state.createdAt
  return difference < 0 || (difference === 0 && a.visitorId < b.visitorId) ? [a, b] : [b, a]
}

/**
 * One visitor of two: pure. Counters add up, audiences are asked anew about the two together; what is
 * joined or left by that is due to the event that brought them together, and starts nothing if it was
 * `filled` in.
 */
export function stitch(
  first: Named,
  second: Named,
  origin: Origin,
  rules: ProfileRules,
  filled = false,
): Applied {
  const [older, newer] = olderFirst(first, second)
  const at = Math.max(older.state.lastEventAt, newer.state.lastEventAt)
  for (const { state } of [older, newer]) requireWhole(state)
  const caughtUp = ({ visitorId, state }: Named) => catchUp(state, visitorId, at, rules)
  const [a, b] = [caughtUp(older), caughtUp(newer)]
  const merged = mergedStates(a.state, b.state, rules)
  // Under no rules yet, so that every audience is asked.
  const scene = sceneAt(merged.state, older.visitorId, at)
  const judged = judge({ ...merged.state, revision: '' }, { scene, changed: new Set() }, rules, origin, filled) // prettier-ignore
  return {
    state: judged.state,
    happenings: [...a.happenings, ...b.happenings, ...merged.refused, ...judged.happenings],
  }
}

function mergedStates(a: VisitorState, b: VisitorState, rules: ProfileRules) {
  const isLater = b.lastEventAt >= a.lastEventAt
  const pairOf = (older: Values, newer: Values): Pair => ({ older, newer, latest: isLater ? newer : older }) // prettier-ignore
  const ofVisitor = rules.attributes.filter(({ scope }) => scope === 'visitor')
  const { values, refused } = mergeValues(ofVisitor, pairOf(a.attributes, b.attributes))
  const visit = mergedVisits(a.visit, b.visit, pairOf, rules)
  const state: VisitorState = {
    createdAt: Math.min(a.createdAt, b.createdAt),
    lastEventAt: Math.max(a.lastEventAt, b.lastEventAt),
    lastEvent: isLater ? b.lastEvent : a.lastEvent,
    events: a.events + b.events,
    visits: a.visits + b.visits,
    attributes: values,
    visit: visit.visit,
    audiences: bothAudiences(a.audiences, b.audiences),
    revision: rules.revision,
  }
  const happenings = [...refused, ...visit.refused].map((one): Happening => ({ type: 'refused', ...one })) // prettier-ignore
  return { state, refused: happenings }
}

/** Two visits that are going on become one, which began with the first and is as fresh as the last. */
function mergedVisits(
  a: Visit | null,
  b: Visit | null,
  pairOf: (older: Values, newer: Values) => Pair,
  rules: ProfileRules,
) {
  if (!a || !b) return { visit: a ?? b, refused: [] }
  const ofVisit = rules.attributes.filter(({ scope }) => scope === 'visit')
  const { values, refused } = mergeValues(ofVisit, pairOf(a.attributes, b.attributes))
  const [earlier, later] = a.origin.eventAt <= b.origin.eventAt ? [a, b] : [b, a]
  const visit: Visit = {
    startedAt: Math.min(a.startedAt, b.startedAt),
    lastEventAt: Math.max(a.lastEventAt, b.lastEventAt),
    ttlMs: Math.max(a.ttlMs, b.ttlMs),
    events: a.events + b.events,
    attributes: values,
    origin: latestOrigin(earlier.origin, later.origin),
    audiencesAtStart: [...new Set([...a.audiencesAtStart, ...b.audiencesAtStart])].toSorted(),
  }
  return { visit, refused }
}

/** Since the earlier of both. */
function bothAudiences(
  a: VisitorState['audiences'],
  b: VisitorState['audiences'],
): VisitorState['audiences'] {
  const both: Record<string, number> = { ...a }
  for (const [id, at] of Object.entries(b)) both[id] = Math.min(both[id] ?? at, at)
  return both
}
