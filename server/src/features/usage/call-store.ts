import type { UsageDimension } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'

/** One Bedrock call, or one answer from the cache instead. What it does not have is ''. */
export interface CallEntry {
  readonly organizationId: string
  readonly at: Date
  readonly automationId: string
  readonly providerId: string
  readonly model: string
  readonly agentId: string
  readonly serviceId: string
  readonly failed: boolean
  readonly cached: boolean
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  readonly cacheReadTokens: number | null
  readonly cacheWriteTokens: number | null
  readonly costUsd: string | null
}

/**
 * SQL that adds the calls of a source (a table of these columns) to their hours. Rows are touched in
 * one order everywhere, so that transactions wait for each other but never in a circle.
 */
export const addingCalls = (source: string): string =>
  `insert into usage_calls as u (organization_id, hour, automation_id, provider_id, model, agent_id, service_id, calls,
     failures, cached, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, cost_usd, unpriced,
     uncounted)
   select organization_id, date_trunc('hour', at, 'UTC'), automation_id, provider_id, model, agent_id, service_id,
     count(*) filter (where not cached), count(*) filter (where failed), count(*) filter (where cached),
     coalesce(sum(input), 0), coalesce(sum(output), 0), coalesce(sum(cache_read), 0), coalesce(sum(cache_write), 0),
     sum(cost), count(*) filter (where cost is null and not failed and not cached),
     count(*) filter (where input is null and output is null and not failed and not cached)
   from ${source} as e
   group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
   on conflict (organization_id, hour, automation_id, provider_id, model, agent_id, service_id) do update set
     calls = u.calls + excluded.calls, failures = u.failures + excluded.failures, cached = u.cached + excluded.cached,
     input_tokens = u.input_tokens + excluded.input_tokens, output_tokens = u.output_tokens + excluded.output_tokens,
     cache_read_tokens = u.cache_read_tokens + excluded.cache_read_tokens,
     cache_write_tokens = u.cache_write_tokens + excluded.cache_write_tokens,
     cost_usd = case when excluded.cost_usd is null then u.cost_usd else coalesce(u.cost_usd, 0) + excluded.cost_usd end,
     unpriced = u.unpriced + excluded.unpriced, uncounted = u.uncounted + excluded.uncounted`

/** Adds calls that no run makes to their hours. */
export async function addCalls(db: Db, entries: readonly CallEntry[]): Promise<void> {
  if (entries.length === 0) return
  await db.query({
    name: 'add-calls',
    text: addingCalls(`(
      select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bool[],
        $8::bool[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::numeric[], $14::text[])
        as g (organization_id, at, automation_id, provider_id, model, agent_id, failed, cached, input, output, cache_read,
          cache_write, cost, service_id)
    )`),
    values: [
      entries.map((entry) => entry.organizationId),
      entries.map((entry) => entry.at.toISOString()),
      entries.map((entry) => entry.automationId),
      entries.map((entry) => entry.providerId),
      entries.map((entry) => entry.model),
      entries.map((entry) => entry.agentId),
      entries.map((entry) => entry.failed),
      entries.map((entry) => entry.cached),
      entries.map((entry) => entry.inputTokens),
      entries.map((entry) => entry.outputTokens),
      entries.map((entry) => entry.cacheReadTokens),
      entries.map((entry) => entry.cacheWriteTokens),
      entries.map((entry) => entry.costUsd),
      entries.map((entry) => entry.serviceId),
    ],
  })
}

/** What `group_by` means in the table. Days and hours are those of UTC. */
const keys: Record<UsageDimension, string> = {
  automation: 'automation_id',
  provider: 'provider_id',
  service: 'service_id',
  model: 'model',
  agent: 'agent_id',
  day: `to_char(hour at time zone 'UTC', 'YYYY-MM-DD')`,
  hour: `to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:00:00.000"Z"')`,
}

export interface GroupRow {
  readonly key: string
  /** Of the automation, provider, service or agent; null when there is none, or none any more. */
  readonly name: string | null
  readonly calls: number
  readonly failures: number
  readonly cached: number
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cache_read_tokens: number
  readonly cache_write_tokens: number
  readonly cost_usd: string | null
  readonly unpriced: number
  readonly uncounted: number
}

/** Calls of an organization in [from, to), summed up by one thing. */
export async function callGroups(
  db: Db,
  organizationId: string,
  by: UsageDimension,
  from: Date,
  to: Date,
): Promise<GroupRow[]> {
  const inOrder = by === 'day' || by === 'hour'
  const { rows } = await db.query<GroupRow>(
    `with groups as (
       select ${keys[by]} as key, sum(calls)::float8 as calls, sum(failures)::float8 as failures,
         sum(cached)::float8 as cached, sum(input_tokens)::float8 as input_tokens,
         sum(output_tokens)::float8 as output_tokens, sum(cache_read_tokens)::float8 as cache_read_tokens,
         sum(cache_write_tokens)::float8 as cache_write_tokens, sum(cost_usd) as cost, sum(unpriced)::float8 as unpriced,
         sum(uncounted)::float8 as uncounted
       from usage_calls where organization_id = $1 and hour >= $2 and hour < $3 group by 1
     )
     select g.*, g.cost::text as cost_usd, coalesce(a.name, p.name, t.name, s.name) as name
     from groups g
     left join automations a on a.id = g.key and a.organization_id = $1
     left join providers p on p.id = g.key and p.organization_id = $1
     left join agents t on t.id = g.key and t.organization_id = $1
     left join services s on s.id = g.key and s.organization_id = $1
     order by ${inOrder ? 'key' : 'cost desc nulls last, calls desc, key'} limit 1000`,
    [organizationId, from.toISOString(), to.toISOString()],
  )
  return rows
}
