import type { ProblemDocument, RunState } from '@outcrop/contract'
import type { Pool } from '../../db/pool.ts'
import { transaction } from '../../db/transaction.ts'
import { addOutcomes, addUsage } from '../usage/usage.ts'
import { attemptTotals } from './attempt-store.ts'

interface Told {
  readonly id: string
  readonly automation_id: string
  readonly state: RunState
}

/**
 * Cancels runs: at once those that wait, which are counted as ended here, by asking their workers
 * those that run. Resolves with those that had not ended yet.
 */
export function cancelRuns(
  pool: Pool,
  organizationId: string,
  ids: readonly string[],
  problem: ProblemDocument,
  now: Date,
): Promise<string[]> {
  return transaction(pool, async (db) => {
    const { rows } = await db.query<Told>(
      `with open as (
         select id from runs
         where organization_id = $1 and id = any($2::text[]) and state in ('queued', 'waiting', 'running')
         order by id for update
       ), told as (
         update runs set cancel_requested = true,
           state = case when state = 'running' then state else 'cancelled' end,
           due_at = null,
           finished_at = case when state = 'running' then null else $4::timestamptz end,
           problem = case when state = 'running' then problem else $3::json end,
           problem_code = case when state = 'running' then problem_code else 'cancelled' end,
           (input_tokens, output_tokens, cost_usd) = (
             select input_tokens, output_tokens, cost_usd::numeric from (${attemptTotals('runs.id')}) t
           )
         where id in (select id from open)
         returning id, automation_id, state
       ), asked as (
         select pg_notify('cancel', '') where exists (select 1 from told where state = 'running')
       )
       select told.* from told left join asked on true`,
      [organizationId, ids, JSON.stringify(problem), now.toISOString()],
    )
    const ended = rows.filter(({ state }) => state === 'cancelled')
    const counts = { events: 0, runs: 1, failures: 1 }
    await addUsage(db, ended.map((run) => ({ organizationId, subjectId: run.automation_id, at: now, ...counts }))) // prettier-ignore
    await addOutcomes(db, ended.map((run) => ({ organizationId, automationId: run.automation_id, at: now, outcome: 'cancelled', problemCode: 'cancelled', latency: 0 }))) // prettier-ignore
    return rows.map(({ id }) => id)
  })
}
