import type { Db } from '../../db/db.ts'

/** Says that a process calls, though it takes no runs: what is held in its name stays held. */
export async function showPresence(db: Db, id: string, leaseS: number): Promise<void> {
  await db.query(
    `insert into workers (id, lease_until, takes_runs) values ($1, now() + make_interval(secs => $2), false)
     on conflict (id) do update set lease_until = excluded.lease_until`,
    [id, leaseS],
  )
}

export async function endPresence(db: Db, id: string): Promise<void> {
  await db.query('delete from workers where id = $1', [id])
}
