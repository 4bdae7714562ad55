import { localLane } from '../../actions/lane-of.ts'
import type { Db } from '../../db/transaction.ts'

/** Runs that go back to the queue; one that was cancelled meanwhile ends, also when its lane is closed. */
const freed = (lane: string) =>
  `state = 'queued', worker_id = null, lane = case when cancel_requested then ${lane} else lane end`

/**
 * Renews a worker's lease. False when there was none to renew: the worker is new, or others declared
 * it dead and have its runs. A lease that lapsed and that nobody noticed is renewed as if nothing
 * had been.
 */
export async function beat(db: Db, workerId: string, leaseS: number): Promise<boolean> {
  const { rowCount } = await db.query(
    'update workers set lease_until = now() + make_interval(secs => $2) where id = $1',
    [workerId, leaseS],
  )
  if (rowCount === 1) return true
  await db.query(
    `insert into workers (id, lease_until) values ($1, now() + make_interval(secs => $2)) on conflict do nothing`,
    [workerId, leaseS],
  )
  return false
}

/**
 * Gives the runs of workers whose lease has lapsed, or that are not known at all, back to the queue;
 * resolves with how many. The workers that hold runs are found by hopping from one to the next in
 * their index, so that no statistics can make the planner read every run there ever was.
 */
export async function reapLapsed(db: Db, workerId: string, now: Date): Promise<number> {
  const { rows } = await db.query<{ reaped: number }>(
    `with recursive holders (id) as (
       (select worker_id from runs where worker_id is not null order by worker_id limit 1)
       union all
       select (select worker_id from runs where worker_id > h.id order by worker_id limit 1)
       from holders h where h.id is not null
     ), lapsed as (
       delete from workers where id in (
         select id from workers where lease_until < now() and id <> $1 for update skip locked
       ) returning id
     ), dead as (
       select id from lapsed
       union
       select id from holders h where id is not null and not exists (select 1 from workers w where w.id = h.id)
     ), freed as (
       update runs set ${freed('$3')}, due_at = $2, losses = losses + 1
       where worker_id = any(array(select id from dead)) and state = 'running' returning 1
     )
     select count(*)::int as reaped, case when count(*) > 0 then pg_notify('runs', '') end from freed`,
    [workerId, now.toISOString(), localLane],
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
    `update runs set ${freed('$4')}, due_at = $3, losses = losses + 1
     where worker_id = $1 and state = 'running' and id <> all($2::text[])`,
    [workerId, known, now.toISOString(), localLane],
  )
  return rowCount ?? 0
}

/**
 * Moves queued runs whose lane is none of these to another one, a thousand at a time: nobody would
 * ever claim them, because the provider that their lane was for is gone. What waits for a paused
 * target is not forgotten.
 */
export async function moveStranded(db: Db, lanes: readonly string[], to: string): Promise<void> {
  await db.query(
    `with recursive queued (lane) as (
       (select lane from runs where due_at is not null order by lane limit 1)
       union all
       select (select lane from runs where due_at is not null and lane > q.lane order by lane limit 1)
       from queued q where q.lane is not null
     )
     update runs set lane = $2 where id in (
       select id from runs
       where due_at is not null and lane = any(array(
           select lane from queued where lane <> all($1::text[]) and lane not in (select id from target_pauses)
         ))
       limit 1000 for update skip locked
     )`,
    [lanes, to],
  )
}

/** A clean end: the worker's runs go back to the queue and its lease with them. */
export async function retire(db: Db, workerId: string, now: Date): Promise<void> {
  await db.query(
    `with freed as (
       update runs set ${freed('$3')}, due_at = $2 where worker_id = $1 and state = 'running'
     )
     delete from workers where id = $1`,
    [workerId, now.toISOString(), localLane],
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

/**
 * Moves waiting runs that are past their deadline out of their lanes, a thousand at a time, so that
 * they end: in a lane that is closed nobody claims them, and where limits let little begin they would
 * stand in line for calls that they no longer make.
 */
export async function moveExpired(db: Db, to: string, now: Date): Promise<void> {
  await db.query(
    `update runs set lane = $1, due_at = $2 where id in (
       select id from runs where due_at is not null and deadline_at <= $2 and lane <> $1
       limit 1000 for update skip locked
     )`,
    [to, now.toISOString()],
  )
}
