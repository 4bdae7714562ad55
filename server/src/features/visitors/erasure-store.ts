import type { Db } from '../../db/db.ts'
import { everyIdOf } from './stitch-store.ts'
import { lockVisitors, storeMemberships, type VisitorKey } from './visitor-store.ts'

/** Deletes a visitor with all ids that lead to it, and takes it out of its audiences; whether there was one. */
export async function deleteVisitor(db: Db, key: VisitorKey): Promise<boolean> {
  const [known] = await lockVisitors(db, [key])
  if (!known) return false
  const { visitorId, shard } = known
  // Not by its own state, which may be broken.
  const { rows } = await db.query<{ audience_id: string }>(
    `select audience_id from audience_members m join audiences a on a.id = m.audience_id
     where a.stream_id = $1 and m.visitor_id = $2`,
    [key.streamId, visitorId],
  )
  await storeMemberships(
    db,
    rows.map(({ audience_id }) => ({ audienceId: audience_id, visitorId, shard, joinedAt: null })),
  )
  const ids = await everyIdOf(db, known.organizationId, key)
  await db.query('delete from visitors where stream_id = $1 and id = any($2::text[])', [key.streamId, ids]) // prettier-ignore
  return true
}

/** Forgets ids that a visitor was given and that nobody has looked for yet. */
export async function deletePending(
  db: Db,
  streamId: string,
  visitorIds: readonly string[],
): Promise<void> {
  await db.query(
    'delete from pending_stitches where stream_id = $1 and visitor_id = any($2::text[])',
    [streamId, visitorIds],
  )
}
