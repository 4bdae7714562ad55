export { applyEvent, maxVisitEvents } from './apply-event.ts'
export { applyTime, dueAt } from './apply-time.ts'
export { currentProfile } from './current-profile.ts'
export { fullProfile } from './full-profile.ts'
export { fillVisitor } from './fill-visitor.ts'
export { deletePending, deleteVisitor } from './erasure-store.ts'
export type { Happening, Moment } from './happening.ts'
export { membershipChanges } from './membership-changes.ts'
export { profileOf, shownValue, type ProfileNames } from './profile-of.ts'
export { dateOf, flagOf, numberOf, visitorIdOf } from './read-value.ts'
export { compileProfileRules, type ProfileRules } from './profile-rules.ts'
export { visitorSearchRoutes } from './search-routes.ts'
export { countVisitors, staleAfter } from './scan-store.ts'
export type { VisitorState } from './state.ts'
export { maxIds, olderFirst, stitch } from './stitch.ts'
export {
  aliasTo,
  everyIdOf,
  insertPending,
  lockPending,
  stitchesOf,
  stitchInto,
  putOffPending,
  visitorsAfter,
  type PendingStitch,
  type TakenStitch,
} from './stitch-store.ts'
export { putOffVisitors } from './put-off-store.ts'
export { BrokenState, brokenBecause, faultInState, isWhole, requireWhole } from './whole-state.ts'
export { visitorRoutes } from './routes.ts'
export { namesOf, shownVisitor } from './shown-visitor.ts'
export { findPacked, findVisitor, lockDue, lockPacked, lockVisitors, openedVisitor, packedVisitor, storeMemberships, storePacked, storeVisitors, VisitorMoved, type Membership, type PackedVisitor, type StoredVisitor, type VisitorKey } from './visitor-store.ts' // prettier-ignore
