import type { Db } from '../../db/transaction.ts'
import type { CallRecord } from '../calls/calls.ts'
import { addingCalls, type CallEntry } from '../usage/usage.ts'

/** One try of a step, as it is stored. */
export interface NewAttempt extends CallRecord {
  readonly runId: string
  readonly fence: number
  readonly stepId: string
  readonly kind: 'call' | 'reask'
  /** The answer came out of the cache: no call was made. */
  readonly cached: boolean
  /** The call as usage counts it. */
  readonly entry: CallEntry
}

/** What usage counts of the attempts that are stored for the first time. */
const newCalls = `(
  select r.organization_id, s.answered_at as at, r.automation_id, e.provider_id, e.model, e.agent_id, e.service_id,
    s.failed, s.cached, s.input_tokens as input, s.output_tokens as output, e.cache_read, e.cache_write, s.cost_usd as cost
  from stored s join runs r on r.id = s.run_id
  join unnest($4::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::bigint[], $23::bigint[])
    as e (id, provider_id, model, agent_id, service_id, cache_read, cache_write) on e.id = s.id
  where s.is_new
)`

const storeText = `with stored as (insert into attempts (run_id, id, step_id, kind, started_at, answered_at, latency_ms, input_tokens, output_tokens,
   cost_usd, output_mode, cached, request, raw, problem)
 select a.run_id, a.id, a.step_id, a.kind, a.started_at, a.answered_at, a.latency_ms, a.input_tokens,
   a.output_tokens, a.cost_usd, a.output_mode, a.cached, nullif(a.request::text, 'null')::json, nullif(a.raw::text, 'null')::json,
   nullif(a.problem::text, 'null')::json
 from rows from (
   unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[],
     $9::int[], $10::int[], $11::int[], $12::numeric[], $13::text[], $14::bool[]),
   json_array_elements($15::json), json_array_elements($16::json), json_array_elements($17::json)
 ) as a (run_id, fence, id, step_id, kind, started_at, answered_at, latency_ms, input_tokens, output_tokens,
   cost_usd, output_mode, cached, request, raw, problem)
 join runs r on r.id = a.run_id and r.fence = a.fence and r.worker_id = $1 and r.state = 'running'
 on conflict (run_id, id) do update set id = excluded.id
 -- PostgreSQL sets xmax on a row that was there already.
 returning run_id, id, answered_at, input_tokens, output_tokens, cost_usd, cached, problem is not null as failed,
   xmax = 0 as is_new
 ), counted as (${addingCalls(newCalls)})
 select id from stored`

/**
 * Stores answers before anything is done with them, and counts their calls by the same statement: a
 * crash right after it loses neither. Resolves with the ids that were stored: a worker that has lost
 * a run to another (its fence is old) stores nothing for it. Storing again is harmless.
 */
export async function storeAttempts(
  db: Db,
  workerId: string,
  attempts: readonly NewAttempt[],
): Promise<Set<string>> {
  if (attempts.length === 0) return new Set()
  const { rows } = await db.query<{ id: string }>({
    name: 'store-attempts',
    text: storeText,
    values: [
      workerId,
      attempts.map((attempt) => attempt.runId),
      attempts.map((attempt) => attempt.fence),
      attempts.map((attempt) => attempt.id),
      attempts.map((attempt) => attempt.stepId),
      attempts.map((attempt) => attempt.kind),
      attempts.map((attempt) => attempt.startedAt.toISOString()),
      attempts.map((attempt) => attempt.answeredAt?.toISOString() ?? null),
      attempts.map((attempt) => attempt.latencyMs),
      attempts.map((attempt) => attempt.inputTokens),
      attempts.map((attempt) => attempt.outputTokens),
      attempts.map((attempt) => attempt.costUsd),
      attempts.map((attempt) => attempt.outputMode),
      attempts.map((attempt) => attempt.cached),
      JSON.stringify(attempts.map((attempt) => attempt.request)),
      JSON.stringify(attempts.map((attempt) => attempt.raw)),
      JSON.stringify(attempts.map((attempt) => attempt.problem)),
      attempts.map(({ entry }) => entry.providerId),
      attempts.map(({ entry }) => entry.model),
      attempts.map(({ entry }) => entry.agentId),
      attempts.map(({ entry }) => entry.serviceId),
      attempts.map(({ entry }) => entry.cacheReadTokens),
      attempts.map(({ entry }) => entry.cacheWriteTokens),
    ],
  })
  return new Set(rows.map(({ id }) => id))
}

/**
 * SQL that sums up what the attempts of a run have used, as far as it is known: their worker may have
 * died before it added them to the run.
 */
export const attemptTotals = (runId: string): string =>
  `select sum(input_tokens)::int as input_tokens, sum(output_tokens)::int as output_tokens, sum(cost_usd)::text as cost_usd
   from attempts where run_id = ${runId}`
