import type { Pool } from '../../db/pool.ts'
import { transaction } from '../../db/transaction.ts'
import { insertRuns } from '../runs/runs.ts'
import { applyTime, dueAt, lockDue, membershipChanges, storeMemberships, storeVisitors, type StoredVisitor } from '../visitors/visitors.ts' // prettier-ignore
import { decideMoments } from './decide.ts'
import type { StreamRules } from './rules.ts'

export interface DueContext {
  readonly pool: Pool
  readonly rules: () => ReadonlyMap<string, StreamRules>
  readonly now: () => Date
}

/** How often it looks for visits that are over, in milliseconds. */
const everyMs = 1000
/** How long an event may be on its way into the log, in milliseconds. */
const unseenMs = 2000

/**
 * Looks now and then for what time has done, up to the events that were read: by the clock a visit
 * may look over whose next event has not been read yet. Resolves with whether there may be more.
 */
export function dueNowAndThen(
  context: DueContext,
): (shards: readonly number[], readUntil: Date | null) => Promise<boolean> {
  // Of a clock that nobody sets.
  let lookedAt = Number.NEGATIVE_INFINITY
  return async (shards, readUntil) => {
    if (performance.now() - lookedAt < everyMs) return false
    const until = readUntil ?? new Date(context.now().getTime() - unseenMs)
    const more = await processDue(context, shards, until)
    if (!more) lookedAt = performance.now()
    return more
  }
}

/**
 * Ends visits that are over, and moves visitors whose dates have grown old enough, up to a time. It
 * takes some at a time; resolves with whether there may be more. A visitor is locked meanwhile, so
 * whoever does this, it happens once.
 */
async function processDue(
  { pool, rules: current, now }: DueContext,
  shards: readonly number[],
  until: Date,
): Promise<boolean> {
  const rules = current()
  const limit = 500
  return transaction(pool, async (db) => {
    const due = await lockDue(db, shards, until, limit)
    const moved = due.map((visitor) => move(visitor, until.getTime(), rules.get(visitor.streamId)))
    await Promise.all([
      insertRuns(
        db,
        moved.flatMap(({ runs }) => runs),
        now(),
      ),
      storeVisitors(
        db,
        moved.map(({ visitor }) => visitor),
      ),
      storeMemberships(
        db,
        moved.flatMap(({ memberships }) => memberships),
      ),
    ])
    return due.length === limit
  })
}

function move(before: StoredVisitor, until: number, rules: StreamRules | undefined) {
  // A stream without rules does nothing to its visitors.
  if (!rules) return { visitor: { ...before, dueAt: null }, runs: [], memberships: [] }
  const { visitorId } = before
  const { state, happenings } = applyTime(before.state, visitorId, until, rules.profile)
  const next = dueAt(state, visitorId, until, rules.profile)
  return {
    visitor: { ...before, state, dueAt: next === null ? null : new Date(next) },
    runs: decideMoments(before, rules, happenings).runs,
    memberships: membershipChanges(before, before.state, state),
  }
}
