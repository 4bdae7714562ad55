import type { ProfileCondition } from '@outcrop/contract'
import { profileMatcher } from './profile-matcher.ts'
import { sceneAt } from './scene.ts'
import type { StoredVisitor } from './visitor-store.ts'
import { faultInState } from './whole-state.ts'

/** Whether visitors meet a condition at a time, as if an audience asked. One whose state is broken meets none. */
export function conditionTest(
  condition: ProfileCondition,
  at: Date,
): (visitor: Pick<StoredVisitor, 'visitorId' | 'state'>) => boolean {
  const { holds } = profileMatcher(condition)
  return ({ visitorId, state }) =>
    faultInState(state) === undefined && holds(sceneAt(state, visitorId, at.getTime()))
}
