import type { Db } from '../../db/db.ts'
import type { VisitorKey } from './visitor-store.ts'

/** Lets time pass these visitors by until later. */
export async function putOffVisitors(
  db: Db,
  keys: readonly VisitorKey[],
  until: Date,
): Promise<void> {
  if (keys.length === 0) return
  await db.query(
    `update visitors v set due_at = $3 from unnest($1::text[], $2::text[]) as w (stream_id, id)
     where v.stream_id = w.stream_id and v.id = w.id`,
    [
      keys.map(({ streamId }) => streamId),
      keys.map(({ visitorId }) => visitorId),
      until.toISOString(),
    ],
  )
}
