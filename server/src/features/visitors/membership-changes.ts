import type { VisitorState } from './state.ts'
import type { Membership } from './visitor-store.ts'

/** The audiences that a visitor is in, and was not before, and the other way round. */
export function membershipChanges(
  visitor: { readonly visitorId: string; readonly shard: number },
  before: VisitorState | undefined,
  after: VisitorState,
): Membership[] {
  // Most events move nobody, and leave the audiences as they were.
  if (before?.audiences === after.audiences) return []
  const { visitorId, shard } = visitor
  const was = before?.audiences ?? {}
  const joined = Object.entries(after.audiences).filter(([id]) => !Object.hasOwn(was, id))
  const left = Object.keys(was).filter((id) => !Object.hasOwn(after.audiences, id))
  return [
    ...joined.map(([audienceId, at]) => ({ audienceId, visitorId, shard, joinedAt: new Date(at) })),
    ...left.map((audienceId) => ({ audienceId, visitorId, shard, joinedAt: null })),
  ]
}
