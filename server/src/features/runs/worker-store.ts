import type { Db } from '../../db/transaction.ts'

/** Renews a worker's lease; false when it had lapsed and others may have taken its runs. */
export async function beat(db: Db, workerId: string, leaseS: number): Promise<boolean> {
  const { rows } = await db.query<{ alive: boolean }>(
    `with before as (select lease_until > now() as alive from workers where id = $1),
     renewed as (
       insert into workers (id, lease_until) values ($1, now() + make_interval(secs => $2))
       on conflict (id) do update set lease_until = excluded.lease_until
     )
     select coalesce((select alive from before), false) as alive`,
    [workerId, leaseS],
  )
  return rows[0]?.alive ?? false
}

/** Gives the runs of workers whose lease has lapsed back to the queue; resolves with how many. */
export async function reapLapsed(db: Db, workerId: string, now: Date): Promise<number> {
  const { rows } = await db.query<{ reaped: number }>(
    `with lapsed as (
       delete from workers where id in (
         select id from workers where lease_until < now() and id <> $1 for update skip locked
       ) returning id
     ), freed as (
       update runs set state = 'queued', worker_id = null, due_at = $2, losses = losses + 1
       where worker_id in (select id from lapsed) and state = 'running' returning 1
     ), orphans as (
       update runs set state = 'queued', worker_id = null, due_at = $2, losses = losses + 1
       where state = 'running' and worker_id is not null
         and not exists (select 1 from workers w where w.id = runs.worker_id)
         and worker_id not in (select id from lapsed)
       returning 1
     )
     select ((select count(*) from freed) + (select count(*) from orphans))::int as reaped,
       case when exists (select 1 from freed) then pg_notify('runs', '') end`,
    [workerId, now.toISOString()],
  )
  return rows[0]?.reaped ?? 0
}

/**
 * Gives back runs that the database holds for this worker but the worker does not know: the answer
 * to its claim was lost on the way.
 */
export async function releaseUnknown(
  db: Db,
  workerId: string,
  known: readonly string[],
  now: Date,
): Promise<number> {
  const { rowCount } = await db.query(
    `update runs set state = 'queued', worker_id = null, due_at = $3, losses = losses + 1
     where worker_id = $1 and state = 'running' and id <> all($2::text[])`,
    [workerId, known, now.toISOString()],
  )
  return rowCount ?? 0
}

/** A clean end: the worker's runs go back to the queue and its lease with them. */
export async function retire(db: Db, workerId: string, now: Date): Promise<void> {
  await db.query(
    `with freed as (
       update runs set state = 'queued', worker_id = null, due_at = $2 where worker_id = $1 and state = 'running'
     )
     delete from workers where id = $1`,
    [workerId, now.toISOString()],
  )
}

/** Of the runs that a worker holds, those that someone wants to cancel. */
export async function cancelledAmong(db: Db, runIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select id from runs where id = any($1::text[]) and cancel_requested',
    [runIds],
  )
  return rows.map(({ id }) => id)
}
