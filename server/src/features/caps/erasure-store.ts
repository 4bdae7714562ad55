import type { Db } from '../../db/db.ts'

/** Forgets when automations have started for a visitor. */
export async function deleteStarts(
  db: Db,
  streamId: string,
  visitorIds: readonly string[],
): Promise<void> {
  await db.query(
    'delete from visitor_starts where stream_id = $1 and visitor_id = any($2::text[])',
    [streamId, visitorIds],
  )
}
