import type { Db } from '../../db/db.ts'

/** Deletes every start that waits for a visitor, or waited. */
export async function deleteDelays(
  db: Db,
  streamId: string,
  visitorIds: readonly string[],
): Promise<void> {
  await db.query('delete from delays where stream_id = $1 and visitor_id = any($2::text[])', [
    streamId,
    visitorIds,
  ])
}
