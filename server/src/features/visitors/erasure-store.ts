import type { Db } from '../../db/db.ts'
import { lockVisitors, storeMemberships, type VisitorKey } from './visitor-store.ts'

/** Deletes a visitor, and takes it out of its audiences; whether there was one. */
export async function deleteVisitor(db: Db, key: VisitorKey): Promise<boolean> {
  const [known] = await lockVisitors(db, [key])
  if (!known) return false
  const { visitorId, shard, state } = known
  await storeMemberships(
    db,
    Object.keys(state.audiences).map((audienceId) => ({ audienceId, visitorId, shard, joinedAt: null })), // prettier-ignore
  )
  await db.query('delete from visitors where stream_id = $1 and id = $2', [key.streamId, visitorId])
  return true
}
