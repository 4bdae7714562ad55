import { localLane } from '../../actions/lane-of.ts'
import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import { Problem } from '../../kernel/problem.ts'

/** A run that wants a session to itself for a step. */
export interface Turn {
  readonly sessionId: string
  readonly runId: string
  readonly fence: number
  readonly lane: string
}

/** `waits`: the run is out of its worker's hands; `lost`: it is another worker's by now. */
export type TurnTaken = 'taken' | 'waits' | 'lost'

/** Who waits is woken; this is for a wake that a dying process did not send, in seconds. */
const netS = 60

/**
 * Gives a run the turn in its session, or lets it wait. A turn ends with `endTurn`, or by itself when
 * its run has ended or waits for something else. The row of the session is locked from the first
 * statement on, so that who comes to wait is seen by who ends.
 */
export function takeTurn(pool: Pool, workerId: string, turn: Turn, now: Date): Promise<TurnTaken> {
  const { sessionId, runId, fence } = turn
  return transaction(pool, async (db) => {
    const { rows } = await db.query<Holder>(
      `insert into session_turns (session_id, run_id, fence) values ($1, $2, $3)
       on conflict (session_id) do update set session_id = excluded.session_id
       returning run_id, xmax = 0 as is_new`,
      [sessionId, runId, fence],
    )
    const [holder] = rows
    if (holder && (await isKept(db, turn, holder, now))) return wait(db, workerId, turn, now)
    await db.query('update session_turns set run_id = $2, fence = $3 where session_id = $1', [
      sessionId,
      runId,
      fence,
    ])
    await db.query('delete from session_waits where session_id = $1 and run_id = $2', [
      sessionId,
      runId,
    ])
    return 'taken'
  })
}

interface Holder {
  readonly run_id: string
  readonly is_new: boolean
}

/** Whether another run holds the session, or has waited for it for longer and is about to take it. */
async function isKept(
  db: Db,
  { sessionId, runId, lane }: Turn,
  holder: Holder,
  now: Date,
): Promise<boolean> {
  if (holder.run_id === runId && !holder.is_new) return false
  const { rows } = await db.query<{ kept: boolean }>(
    `select exists (
       select from runs where id = $4 and id <> $2 and state in ('queued', 'running')
     ) or exists (
       select from session_waits w join runs r on r.id = w.run_id
       where w.session_id = $1 and w.run_id < $2 and r.lane = $3
         and (r.state in ('queued', 'running') or (r.state = 'waiting' and r.due_at <= $5))
     ) as kept`,
    [sessionId, runId, lane, holder.run_id, now.toISOString()],
  )
  return rows[0]?.kept === true
}

async function wait(
  db: Db,
  workerId: string,
  { sessionId, runId, fence }: Turn,
  now: Date,
): Promise<TurnTaken> {
  const problem = new Problem(
    'session-busy',
    'Another run talks with the agent in the same session.',
  )
  // A turn that was only just made for this run is not its own.
  await db.query('delete from session_turns where session_id = $1 and run_id = $2', [sessionId, runId]) // prettier-ignore
  await db.query(
    'insert into session_waits (session_id, run_id) values ($1, $2) on conflict do nothing',
    [sessionId, runId],
  )
  const { rowCount } = await db.query(
    `update runs set worker_id = null, state = 'waiting', problem = $5, problem_code = $6,
       due_at = $4::timestamptz + case when cancel_requested then interval '0' else make_interval(secs => $7) end,
       lane = case when cancel_requested then $8 else lane end
     where id = $1 and fence = $2 and worker_id = $3 and state = 'running'`,
    [
      runId,
      fence,
      workerId,
      now.toISOString(),
      problem.toDocument(),
      problem.code,
      netS,
      localLane,
    ],
  )
  return rowCount === 1 ? 'waits' : 'lost'
}

/** Ends the turn of a run, if it still has it, and wakes the one that was started first of those that wait. */
export function endTurn(pool: Pool, { sessionId, runId, fence }: Turn, now: Date): Promise<void> {
  return transaction(pool, async (db) => {
    const { rowCount } = await db.query(
      'delete from session_turns where session_id = $1 and run_id = $2 and fence <= $3',
      [sessionId, runId, fence],
    )
    if (rowCount === 0) return
    // A statement of its own: it has to see who came to wait while the row was locked.
    await db.query(
      `with woken as (
         update runs set due_at = $2 where id = (
           select r.id from session_waits w join runs r on r.id = w.run_id
           where w.session_id = $1 and r.state = 'waiting' and r.problem_code = 'session-busy'
           order by w.run_id limit 1
         ) and state = 'waiting' returning 1
       )
       select pg_notify('runs', '') from woken`,
      [sessionId, now.toISOString()],
    )
  })
}
