import type { Db } from '../../db/transaction.ts'

/** That a run ended, or that a try failed and another one follows. */
export interface OutcomeEntry {
  readonly organizationId: string
  readonly automationId: string
  readonly at: Date
  /** The state in which it ended, or `retried`. */
  readonly outcome: string
  /** '' when nothing was wrong. */
  readonly problemCode: string
  readonly latency: number
}

/**
 * Adds outcomes to their hours. Rows are touched in one order everywhere, so that transactions wait
 * for each other but never in a circle.
 */
export async function addOutcomes(db: Db, entries: readonly OutcomeEntry[]): Promise<void> {
  if (entries.length === 0) return
  await db.query({
    name: 'add-outcomes',
    text: `insert into run_outcomes as o (organization_id, automation_id, hour, outcome, problem_code, latency, count)
     select organization_id, automation_id, date_trunc('hour', at, 'UTC'), outcome, problem_code, latency, count(*)
     from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::smallint[])
       as e (organization_id, automation_id, at, outcome, problem_code, latency)
     group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
     on conflict (organization_id, automation_id, hour, outcome, problem_code, latency) do update set
       count = o.count + excluded.count`,
    values: [
      entries.map((entry) => entry.organizationId),
      entries.map((entry) => entry.automationId),
      entries.map((entry) => entry.at.toISOString()),
      entries.map((entry) => entry.outcome),
      entries.map((entry) => entry.problemCode),
      entries.map((entry) => entry.latency),
    ],
  })
}

export interface OutcomeRow {
  readonly at: Date
  readonly outcome: string
  readonly problem_code: string
  readonly latency: number
  readonly count: number
}

export interface CallsRow {
  readonly at: Date
  readonly calls: number
  readonly cached: number
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cost_usd: string | null
  readonly unpriced: number
  readonly uncounted: number
}

const callSums = `sum(calls)::float8 as calls, sum(cached)::float8 as cached,
  sum(input_tokens)::float8 as input_tokens, sum(output_tokens)::float8 as output_tokens,
  sum(cost_usd)::text as cost_usd, sum(unpriced)::float8 as unpriced, sum(uncounted)::float8 as uncounted`

export interface MetricsSpan {
  readonly from: Date
  readonly to: Date
  readonly unit: 'hour' | 'day'
}

/** How the runs of an automation ended in [from, to), by hour or by day of UTC. */
export async function outcomesOf(
  db: Db,
  organizationId: string,
  automationId: string,
  { from, to, unit }: MetricsSpan,
): Promise<OutcomeRow[]> {
  const { rows } = await db.query<OutcomeRow>(
    `select date_trunc($5, hour, 'UTC') as at, outcome, problem_code, latency, sum(count)::float8 as count
     from run_outcomes where organization_id = $1 and automation_id = $2 and hour >= $3 and hour < $4
     group by 1, 2, 3, 4`,
    [organizationId, automationId, from.toISOString(), to.toISOString(), unit],
  )
  return rows
}

/** The Bedrock calls of an automation in [from, to), by hour or by day of UTC. */
export async function callsOf(
  db: Db,
  organizationId: string,
  automationId: string,
  { from, to, unit }: MetricsSpan,
): Promise<CallsRow[]> {
  const { rows } = await db.query<CallsRow>(
    `select date_trunc($5, hour, 'UTC') as at, ${callSums}
     from usage_calls where organization_id = $1 and automation_id = $2 and hour >= $3 and hour < $4
     group by 1`,
    [organizationId, automationId, from.toISOString(), to.toISOString(), unit],
  )
  return rows
}

interface OfAutomation {
  readonly automation_id: string
}

/**
 * How the runs of every automation ended in [from, to). Each automation is looked up in the index, so
 * that the hours of other times are not read.
 */
export async function outcomesByAutomation(
  db: Db,
  organizationId: string,
  { from, to }: Pick<MetricsSpan, 'from' | 'to'>,
): Promise<(OutcomeRow & OfAutomation)[]> {
  const { rows } = await db.query<OutcomeRow & OfAutomation>(
    `select a.id as automation_id, o.* from automations a
     cross join lateral (
       select min(hour) as at, outcome, '' as problem_code, latency, sum(count)::float8 as count from run_outcomes
       where organization_id = $1 and automation_id = a.id and hour >= $2 and hour < $3
       group by outcome, latency
     ) o
     where a.organization_id = $1 and a.deleted_at is null`,
    [organizationId, from.toISOString(), to.toISOString()],
  )
  return rows
}

/** The Bedrock calls of every automation in [from, to): hours come first in the key of calls. */
export async function callsByAutomation(
  db: Db,
  organizationId: string,
  { from, to }: Pick<MetricsSpan, 'from' | 'to'>,
): Promise<(CallsRow & OfAutomation)[]> {
  const { rows } = await db.query<CallsRow & OfAutomation>(
    `select automation_id, min(hour) as at, ${callSums}
     from usage_calls c
     where organization_id = $1 and hour >= $2 and hour < $3
       and exists (select from automations a where a.id = c.automation_id and a.organization_id = $1 and a.deleted_at is null)
     group by automation_id`,
    [organizationId, from.toISOString(), to.toISOString()],
  )
  return rows
}
