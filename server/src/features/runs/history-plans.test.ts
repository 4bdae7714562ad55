import type { RunFilter } from '@outcrop/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import type { Db, Prepared } from '../../db/db.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { listRuns } from './history-store.ts'

const runs = 100_000
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  const { pool } = database
  await pool.query(`insert into organizations (id, name) values ('org_a', 'A'), ('org_b', 'B')`)
  await pool.query(`insert into automations (id, organization_id, name, draft, created_at, updated_at) select 'aut_' || n, 'org_a', 'a', '{}', now(), now() from generate_series(0, 9) n`) // prettier-ignore
  await pool.query(`insert into automation_versions (id, automation_id, number, definition) select 'ver_' || n, 'aut_' || n, 1, '{}' from generate_series(0, 9) n`) // prettier-ignore
  // One in a hundred failed, a few wait; the newer half is of another organization.
  // In pieces: while a transaction writes, the readers of the log of every other test wait for it.
  for (let first = 1; first <= runs; first += 5000)
    await pool.query(
      `insert into runs (id, organization_id, automation_id, version_id, lane, trigger_type, deadline_s,
       event_id, visitor_id, state, problem_code, created_at, finished_at)
     select 'run_' || lpad(to_hex(n), 32, '0'), case when n <= 50000 then 'org_a' else 'org_b' end, 'aut_' || kind, 'ver_' || kind, 'prv', 'event', 60,
       'evt_' || n, 'visitor-' || n % 5000,
       case when n <= 5 then 'waiting' when n % 100 = 0 and n < 50000 then 'failed' else 'succeeded' end,
       case when n % 100 = 0 and n < 50000 then 'throttled' end,
       now() - interval '1 day' + n * interval '0.1 s', now()
     from generate_series(${first}, ${first + 4999}) n, lateral (select n % 5 + case when n <= 50000 then 0 else 5 end) k (kind)`,
    )
  await pool.query('analyze')
})
afterAll(() => database.drop())

const plans = z.array(z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: z.unknown() })]) }))

/** The plan with which PostgreSQL answered, as text. */
async function planOf(filter: Partial<RunFilter>): Promise<string> {
  let plan = ''
  const explaining: Db = {
    query: async <Row>(text: string | Prepared, values?: readonly unknown[]) => {
      if (typeof text !== 'string') return database.pool.query<Row>(text)
      const { rows } = await database.pool.query(`explain (analyze, format json) ${text}`, values)
      plan = JSON.stringify(plans.parse(rows))
      return database.pool.query<Row>(text, values)
    },
  }
  await listRuns(explaining, 'org_a', { limit: 50, ...filter })
  return plan
}

it.each<[string, Partial<RunFilter>, string]>([
  ['nothing', {}, 'runs_newest'],
  ['an automation', { automation_id: 'aut_3' }, 'runs_of_automation'],
  ['an event', { event_id: 'evt_77' }, 'runs_of_event'],
  ['a visitor', { visitor_id: 'visitor-17' }, 'runs_of_visitor'],
  [
    'a visitor of a stream that it never came to',
    { visitor_id: 'visitor-17', stream_id: 'str_none' },
    'runs_of_visitor',
  ],
  ['a visitor who never came', { visitor_id: 'nobody' }, 'runs_of_visitor'],
  ['a problem', { problem: 'throttled' }, 'runs_of_problem'],
  ['a problem that never was', { problem: 'access-denied' }, 'runs_of_problem'],
  ['failures', { state: 'failed' }, 'runs_ended_otherwise'],
  ['what waits', { state: 'waiting' }, 'runs_not_ended'],
  ['what is running', { state: 'running' }, 'runs_not_ended'],
  ['successes', { state: 'succeeded' }, 'runs_newest'],
])(
  'a page of runs filtered by %s is read from an index, and little more',
  async (_, filter, index) => {
    const plan = await planOf(filter)

    const [, name, rows] = /"Index Name":"(\w+)","Relation Name":"runs"[^{}]*?"Actual Rows":(\d+)/.exec(plan) ?? [] // prettier-ignore
    expect(name).toBe(index)
    const removed = [...plan.matchAll(/"Rows Removed by Filter":(\d+)/g)].map(([, n]) => Number(n))
    expect(Number(rows) + Math.max(0, ...removed)).toBeLessThan(200)
  },
)
