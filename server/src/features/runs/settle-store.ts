import type { RunState } from '@outcrop/contract'
import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import { appendEvents } from '../events/events.ts'
import { settleHolds, type Warning } from '../budgets/budgets.ts'
import { addOutcomes, addUsage } from '../usage/usage.ts'
import { storeAttempts } from './attempt-store.ts'
import { outcomeOf, type Settled } from './outcome-of.ts'
import { hasEnded, type Settlement } from './settlement.ts'
import { wasCancelled } from './was-cancelled.ts'

/**
 * Commits settlements of many runs in one transaction. Resolves, in order, with whether each was
 * accepted: a worker that has lost a run to another changes nothing of it, not even by its event.
 * A settlement that was committed although its answer was lost is not accepted a second time.
 */
export function settleRuns(
  pool: Pool,
  workerId: string,
  settlements: readonly Settlement[],
  onWarning: (warning: Warning) => void,
): Promise<boolean[]> {
  const attempts = settlements.flatMap(({ attempt }) => (attempt ? [attempt] : []))
  const holds = attempts.flatMap((attempt) => attempt.holds)
  return transaction(pool, async (db) => {
    const [warnings, , accepted] = await Promise.all([
      settleHolds(db, holds),
      // Before the runs: attempts are only stored while the run is still this worker's.
      storeAttempts(db, workerId, attempts),
      updateRuns(db, workerId, settlements),
    ])
    warnings.forEach(onWarning)
    const won = settlements.filter(({ runId }) => accepted.has(runId))
    await Promise.all([
      storeStepEnds(db, won),
      markSpoiled(db, won),
      appendEvents(
        db,
        won.flatMap(({ event }) => (event ? [event] : [])),
      ),
      addOutcomes(
        db,
        won.flatMap((one) => outcomeOf(one, accepted.get(one.runId))),
      ),
      addUsage(
        db,
        won.map((settlement) => usageOf(settlement, accepted.get(settlement.runId)?.state)),
      ),
    ])
    return settlements.map(({ runId }) => accepted.has(runId))
  })
}

/** Somebody wants to cancel the run, and it would wait now: it ends instead. */
const stops = `r.cancel_requested and s.state in ('queued', 'waiting')`

/** Resolves with what each run that was accepted has become. */
async function updateRuns(
  db: Db,
  workerId: string,
  settlements: readonly Settlement[],
): Promise<Map<string, Settled>> {
  const { rows } = await db.query<Settled & { id: string }>({
    name: 'settle-runs',
    text: `with settled as (
       update runs r set state = case when ${stops} then 'cancelled' else s.state end,
         due_at = case when ${stops} then null else s.due_at end, lane = s.lane, step = s.step, failures = s.failures,
         throttles = s.throttles, problem = case when ${stops} then $16::json else nullif(s.problem::text, 'null')::json end,
         problem_code = case when ${stops} then 'cancelled' else s.problem_code end,
         input_tokens = s.input_tokens, output_tokens = s.output_tokens, cost_usd = s.cost_usd,
         finished_at = case when ${stops} or s.has_ended then s.at end,
         worker_id = case when s.state = 'running' then r.worker_id end
       from rows from (
         unnest($2::text[], $3::int[], $4::text[], $5::timestamptz[], $6::text[], $7::smallint[], $8::smallint[],
           $9::smallint[], $10::int[], $11::int[], $12::numeric[], $13::timestamptz[], $14::text[], $17::bool[]),
         json_array_elements($15::json)
       ) as s (id, fence, state, due_at, lane, step, failures, throttles, input_tokens, output_tokens, cost_usd,
         at, problem_code, has_ended, problem)
       where r.id = s.id and r.fence = s.fence and r.worker_id = $1 and r.state = 'running'
         and (s.state <> 'running' or r.step < s.step)
       returning r.id, r.state, r.created_at
     )
     select id, state, created_at from settled`,
    values: [
      workerId,
      settlements.map((one) => one.runId),
      settlements.map((one) => one.fence),
      settlements.map((one) => one.state),
      settlements.map((one) => one.dueAt?.toISOString() ?? null),
      settlements.map((one) => one.lane),
      settlements.map((one) => one.step),
      settlements.map((one) => one.failures),
      settlements.map((one) => one.throttles),
      settlements.map((one) => one.inputTokens),
      settlements.map((one) => one.outputTokens),
      settlements.map((one) => one.costUsd),
      settlements.map((one) => one.at.toISOString()),
      // Not taken out of the JSON: PostgreSQL stores half a character there, and cannot read past it.
      settlements.map((one) => one.problem?.code ?? null),
      JSON.stringify(settlements.map((one) => one.problem)),
      JSON.stringify(wasCancelled().toDocument()),
      settlements.map((one) => hasEnded(one.state)),
    ],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

async function storeStepEnds(db: Db, settlements: readonly Settlement[]): Promise<void> {
  const ends = settlements.flatMap(({ runId, stepEnd, at }) =>
    stepEnd ? [{ runId, at, ...stepEnd }] : [],
  )
  if (ends.length === 0) return
  await db.query({
    name: 'store-step-runs',
    text: `insert into step_runs (run_id, step_id, attempt_id, state, repaired, finished_at, output, delivery)
     select s.run_id, s.step_id, s.attempt_id, 'succeeded', s.repaired, s.at, s.output, s.delivery
     from rows from (
       unnest($1::text[], $2::text[], $3::text[], $4::bool[], $5::timestamptz[]),
       json_array_elements($6::json), json_array_elements($7::json)
     ) as s (run_id, step_id, attempt_id, repaired, at, output, delivery)
     on conflict (run_id, step_id) do nothing`,
    values: [
      ends.map((end) => end.runId),
      ends.map((end) => end.stepId),
      ends.map((end) => end.attemptId),
      ends.map((end) => end.repaired),
      ends.map((end) => end.at.toISOString()),
      JSON.stringify(ends.map((end) => end.output)),
      JSON.stringify(ends.map((end) => end.delivery)),
    ],
  })
}

async function markSpoiled(db: Db, settlements: readonly Settlement[]): Promise<void> {
  const spoiled = settlements.flatMap(({ runId, spoiled: one }) => (one ? [{ runId, ...one }] : []))
  if (spoiled.length === 0) return
  await db.query(
    `update attempts a set problem = s.problem
     from rows from (unnest($1::text[], $2::text[]), json_array_elements($3::json)) as s (run_id, id, problem)
     where a.run_id = s.run_id and a.id = s.id`,
    [
      spoiled.map((one) => one.runId),
      spoiled.map((one) => one.attemptId),
      JSON.stringify(spoiled.map((one) => one.problem)),
    ],
  )
}

function usageOf(settlement: Settlement, state: RunState = settlement.state) {
  const over = hasEnded(state)
  const failed = settlement.problem !== null || state === 'cancelled'
  return {
    organizationId: settlement.organizationId,
    subjectId: settlement.automationId,
    at: settlement.at,
    events: 0,
    runs: over ? 1 : 0,
    failures: over && failed ? 1 : 0,
  }
}
