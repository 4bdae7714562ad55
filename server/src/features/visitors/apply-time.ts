import { endVisit } from './end-visit.ts'
import type { Applied } from './happening.ts'
import { judge } from './judge.ts'
import { earliest } from './profile-matcher.ts'
import type { Origin } from './origin.ts'
import type { ProfileRules } from './profile-rules.ts'
import { sceneAt } from './scene.ts'
import type { VisitorState } from './state.ts'
import { visitEndsAt } from './visit-length.ts'
import { requireWhole } from './whole-state.ts'

/** When time alone may change a visitor after `now`, in milliseconds since 1970; null: never. */
export function dueAt(
  state: VisitorState,
  visitorId: string,
  now: number,
  rules: ProfileRules,
): number | null {
  const scene = sceneAt(state, visitorId, now)
  return earliest([
    state.visit ? visitEndsAt(state.visit) : null,
    ...rules.timed.map((place) => rules.audiences[place]?.member.nextFlip(scene) ?? null),
  ])
}

/** What the passing of time makes of a visitor: its visit ends, and dates grow older. Throws `BrokenState`. */
export function applyTime(
  known: VisitorState,
  visitorId: string,
  now: number,
  rules: ProfileRules,
): Applied {
  requireWhole(known)
  const { state, happenings } = catchUp(known, visitorId, now, rules)
  const scene = sceneAt(state, visitorId, now)
  const judged = judge(state, { scene, changed: new Set() }, rules, byTime(state))
  return { state: judged.state, happenings: [...happenings, ...judged.happenings] }
}

/** What must have happened to a visitor before anything else can: new rules, and the end of a visit that is over. */
export function catchUp(
  known: VisitorState,
  visitorId: string,
  now: number,
  rules: ProfileRules,
): Applied {
  const filled = fill(known, visitorId, now, rules)
  const { visit } = filled.state
  if (!visit || now < visitEndsAt(visit)) return filled
  const ended = endVisit(filled.state, visit, visitorId, visitEndsAt(visit), rules)
  return { state: ended.state, happenings: [...filled.happenings, ...ended.happenings] }
}

/**
 * A visitor under new rules: it is in the audiences that it would be in if they had always been
 * there. Nobody joins them by doing anything, so this starts nothing.
 */
export function fill(
  state: VisitorState,
  visitorId: string,
  now: number,
  rules: ProfileRules,
): Applied {
  if (state.revision === rules.revision) return { state, happenings: [] }
  const scene = sceneAt(state, visitorId, now)
  return judge(state, { scene, changed: new Set() }, rules, byTime(state), true)
}

/** What time does is due to no answer, whatever the last event was. */
const byTime = ({ lastEvent }: VisitorState): Origin => ({ ...lastEvent, depth: 0, causes: [] })
