import type { Db } from '../../db/transaction.ts'
import { sumEntries } from './sum-entries.ts'
import type { UsageEntry } from './usage-entry.ts'

/**
 * Adds entries to their hours. Rows are touched in one order everywhere, so that transactions wait
 * for each other but never in a circle.
 */
export async function addUsage(db: Db, entries: readonly UsageEntry[]): Promise<void> {
  if (entries.length === 0) return
  const sums = sumEntries(entries)
  await db.query({
    name: 'add-usage',
    text: `insert into usage_hours as u (organization_id, subject_id, hour, events, runs, failures)
     select organization_id, subject_id, date_trunc('hour', at, 'UTC'), sum(events), sum(runs), sum(failures)
     from unnest($1::text[], $2::text[], $3::timestamptz[], $4::int[], $5::int[], $6::int[])
       as e (organization_id, subject_id, at, events, runs, failures)
     group by 1, 2, 3 order by 1, 3, 2
     on conflict (organization_id, hour, subject_id) do update set
       events = u.events + excluded.events, runs = u.runs + excluded.runs, failures = u.failures + excluded.failures`,
    values: [
      sums.map((sum) => sum.organizationId),
      sums.map((sum) => sum.subjectId),
      sums.map((sum) => sum.at.toISOString()),
      sums.map((sum) => sum.events),
      sums.map((sum) => sum.runs),
      sums.map((sum) => sum.failures),
    ],
  })
}

export interface HourRow {
  readonly hour: Date
  readonly events: number
  readonly runs: number
  readonly failures: number
  readonly calls: number
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cost_usd: string | null
}

/**
 * An organization's hours in [from, to), oldest first; hours in which nothing happened are absent.
 * Calls are those that are counted one by one, so that the whole is the sum of its groups.
 */
export async function usageHours(
  db: Db,
  organizationId: string,
  from: Date,
  to: Date,
): Promise<HourRow[]> {
  const { rows } = await db.query<HourRow>(
    `select hour, sum(events)::float8 as events, sum(runs)::float8 as runs, sum(failures)::float8 as failures,
       sum(calls)::float8 as calls, sum(input_tokens)::float8 as input_tokens,
       sum(output_tokens)::float8 as output_tokens, sum(cost_usd)::text as cost_usd
     from (
       select hour, events, runs, failures, 0 as calls, 0 as input_tokens, 0 as output_tokens, null as cost_usd
       from usage_hours where organization_id = $1 and hour >= $2 and hour < $3
       union all
       select hour, 0, 0, 0, calls, input_tokens, output_tokens, cost_usd
       from usage_calls where organization_id = $1 and hour >= $2 and hour < $3
     ) counted group by hour order by hour`,
    [organizationId, from.toISOString(), to.toISOString()],
  )
  return rows
}

/** Runs that have not ended, by state. */
export async function runsInProgress(
  db: Db,
  organizationId: string,
): Promise<Record<string, number>> {
  const { rows } = await db.query<{ state: string; count: number }>(
    `select state, count(*)::int as count from runs
     where organization_id = $1 and (due_at is not null or worker_id is not null) group by state`,
    [organizationId],
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

export async function failuresByCode(
  db: Db,
  organizationId: string,
  from: Date,
  to: Date,
): Promise<{ code: string; count: number }[]> {
  const { rows } = await db.query<{ code: string; count: number }>(
    `select problem_code as code, count(*)::int as count from runs
     where organization_id = $1 and problem_code is not null and finished_at >= $2 and finished_at < $3
     group by 1 order by 2 desc, 1 limit 20`,
    [organizationId, from.toISOString(), to.toISOString()],
  )
  return rows
}

/** Runs of every organization that are due and that no worker has taken yet. */
export async function countDueRuns(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*)::int as count from runs where due_at is not null and due_at <= now()',
  )
  return rows[0]?.count ?? 0
}
