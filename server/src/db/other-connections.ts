import type { Db } from './db.ts'

/** How many connections to this database others have, such as running servers. */
export async function otherConnections(db: Db): Promise<number> {
  const { rows } = await db.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  )
  return rows[0]?.others ?? 0
}
