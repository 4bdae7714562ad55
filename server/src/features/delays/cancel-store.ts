import type { Db } from '../../db/db.ts'

/** Cancels a start; false when it does not wait any more. Whoever starts it meanwhile holds its row. */
export async function cancelDelay(
  db: Db,
  organizationId: string,
  id: string,
  reason: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await db.query(
    `with cancelled as (
       update delays set state = 'cancelled', reason = $3, ended_at = $4
       where organization_id = $1 and id = $2 and state = 'waiting' returning 1
     )
     select pg_notify('trace', '') from cancelled`,
    [organizationId, id, reason, now],
  )
  return rows.length === 1
}
