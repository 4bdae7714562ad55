import { dueAt, fill } from './apply-time.ts'
import type { ProfileRules } from './profile-rules.ts'
import type { StoredVisitor } from './visitor-store.ts'
import { requireWhole } from './whole-state.ts'

/**
 * A visitor under new rules, although nothing happened to it; undefined when there is nothing to
 * store. Throws when its state is broken. Its visit is left to its own time, so this starts nothing.
 */
export function fillVisitor(
  visitor: StoredVisitor,
  now: number,
  rules: ProfileRules,
): StoredVisitor | undefined {
  const { visitorId } = visitor
  requireWhole(visitor.state)
  // A clock that was set back must not take the visitor back in time.
  const at = Math.max(now, visitor.state.lastEventAt)
  const { state } = fill(visitor.state, visitorId, at, rules)
  const due = dueAt(state, visitorId, at, rules)
  // Whom time moves later must not look as if the new rules did.
  const isTimed = due !== null && rules.timed.length > 0
  if (state.audiences === visitor.state.audiences && !isTimed) return undefined
  return { ...visitor, state, dueAt: due === null ? null : new Date(due) }
}
