import type { LastRun } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'

interface LastRunRow extends Omit<LastRun, 'created_at'> {
  readonly created_at: Date
}

/** The newest run of every automation that has one: one look into an index for each. */
export async function lastRuns(db: Db, organizationId: string): Promise<LastRun[]> {
  const { rows } = await db.query<LastRunRow>(
    `select a.id as automation_id, r.id as run_id, r.state, r.created_at
     from automations a cross join lateral (
       select id, state, created_at from runs where automation_id = a.id order by id desc limit 1
     ) r
     where a.organization_id = $1 and a.deleted_at is null
     order by a.id`,
    [organizationId],
  )
  return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }))
}
