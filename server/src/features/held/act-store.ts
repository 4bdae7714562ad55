import type { Db } from '../../db/transaction.ts'
import { stitchId, type HeldRow } from './list-store.ts'

/**
 * Lets what is held be tried at once: an event with those of its visitor that came before it, because
 * they are tried in their order. The processor looks for what is due every second.
 */
export async function retryNow(
  db: Db,
  organizationId: string,
  { id, kind, stream_id, visitor_id }: HeldRow,
  now: Date,
): Promise<void> {
  if (kind === 'stitch') {
    await db.query(`update pending_stitches set not_before = $3 where organization_id = $1 and ${stitchId} = $2`, [organizationId, id, now]) // prettier-ignore
    return
  }
  await db.query(
    `update held_events set not_before = $5 where organization_id = $1 and stream_id = $2
       and (event_id = $3 or (visitor_id = $4 and event_id < $3))`,
    [organizationId, stream_id, id, visitor_id, now],
  )
}

/** Forgets what is held; false when it is not held any more. A try that is under way comes first. */
export async function dropNow(
  db: Db,
  organizationId: string,
  { id, kind }: HeldRow,
): Promise<boolean> {
  const { rowCount } = await db.query(
    kind === 'stitch'
      ? `delete from pending_stitches where organization_id = $1 and ${stitchId} = $2`
      : 'delete from held_events where organization_id = $1 and event_id = $2',
    [organizationId, id],
  )
  return rowCount === 1
}
