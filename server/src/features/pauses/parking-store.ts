import { localLane } from '../../actions/lane-of.ts'
import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import { decideParking, type Arrival } from './decide-parking.ts'
import { retestWaitsS } from './retest-waits.ts'

/** What became of a run: `lost` when it is another worker's by now. */
export type Parked = 'go' | 'probe' | 'parked' | 'lost'

/**
 * Lets runs wait that have come to a paused target. The database decides: what a worker remembers of
 * pauses may be old. A row that is locked here is not ended before its runs are in its lane.
 */
export function parkRuns(
  pool: Pool,
  workerId: string,
  arrivals: readonly Arrival[],
  now: Date,
): Promise<Parked[]> {
  return transaction(pool, async (db) => {
    const { rows } = await db.query<{ id: string; retestAt: Date; probeRunId: string | null }>(
      `select id, retest_at as "retestAt", probe_run_id as "probeRunId" from target_pauses
       where id = any($1::text[]) and resumed_at is null order by id for update`,
      [arrivals.map(({ pauseId }) => pauseId)],
    )
    const verdicts = decideParking(arrivals, rows, now)
    const parked = await park(db, workerId, arrivals.filter((_, at) => verdicts[at] === 'park'), now) // prettier-ignore
    for (const [at, { pauseId, runId }] of arrivals.entries()) {
      const isNew = !rows.some(({ id, probeRunId }) => id === pauseId && probeRunId === runId)
      if (verdicts[at] === 'probe' && isNew) await setProbe(db, pauseId, runId, now)
    }
    return arrivals.map(({ runId }, at) => {
      const verdict = verdicts[at] ?? 'go'
      if (verdict !== 'park') return verdict
      return parked.has(runId) ? 'parked' : 'lost'
    })
  })
}

/**
 * Takes runs out of their workers' hands. One that has never called anything begins its time only when
 * it goes on; one that somebody has cancelled goes where it ends.
 */
async function park(
  db: Db,
  workerId: string,
  arrivals: readonly Arrival[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (arrivals.length === 0) return new Set()
  const { rows } = await db.query<{ id: string }>(
    `update runs r set worker_id = null, due_at = $5, state = 'waiting',
       lane = case when r.cancel_requested then $6 else p.id end,
       problem = p.problem, problem_code = p.problem ->> 'code',
       started_at = case when b.has_begun then r.started_at end,
       deadline_at = case when b.has_begun then r.deadline_at end
     from unnest($2::text[], $3::int[], $4::text[]) as a (id, fence, pause_id)
     join target_pauses p on p.id = a.pause_id
     cross join lateral (select exists (select from attempts where run_id = a.id) as has_begun) b
     where r.id = a.id and r.fence = a.fence and r.worker_id = $1 and r.state = 'running'
     returning r.id`,
    [
      workerId,
      arrivals.map(({ runId }) => runId),
      arrivals.map(({ fence }) => fence),
      arrivals.map(({ pauseId }) => pauseId),
      now.toISOString(),
      localLane,
    ],
  )
  return new Set(rows.map(({ id }) => id))
}

const probing = `probe_run_id = $2, retests = retests + 1,
  retest_at = $3::timestamptz + ($4::int[])[least(retests + 2, cardinality($4::int[]))] * interval '1 second'`

async function setProbe(db: Db, pauseId: string, runId: string, now: Date): Promise<void> {
  await db.query(`update target_pauses set ${probing} where id = $1`, [
    pauseId,
    runId,
    now.toISOString(),
    retestWaitsS,
  ])
}

/**
 * Sends one waiting run of each pause that is due into the lane of its provider, as a probe; resolves
 * with how many. Where none waits, the next one that comes is the probe.
 */
export function sendProbes(pool: Pool, now: Date): Promise<number> {
  return transaction(pool, async (db) => {
    const { rows } = await db.query<{ id: string; run_id: string }>(
      `select p.id, r.id as run_id from target_pauses p
       cross join lateral (
         select id from runs where lane = p.id and due_at is not null order by due_at limit 1 for update skip locked
       ) r
       where p.resumed_at is null and p.retest_at <= $1
       order by p.id limit 20 for update of p skip locked`,
      [now.toISOString()],
    )
    for (const { id, run_id } of rows) {
      await setProbe(db, id, run_id, now)
      await db.query(
        `update runs set due_at = $2, lane = (select provider_id from target_pauses where id = $3) where id = $1`,
        [run_id, now.toISOString(), id],
      )
    }
    if (rows.length > 0) await db.query(`select pg_notify('runs', '')`)
    return rows.length
  })
}
