import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { automationMetrics } from './automation-metrics.ts'
import { latencyClass } from './latency-class.ts'

const now = new Date('2026-11-24T15:30:00.000Z')
const runs = 100_000
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  const { pool } = database
  await pool.query(`insert into organizations (id, name) values ('org_a', 'A')`)
  // Thirty days of runs of ten automations, of latencies from 100 to 400 ms.
  for (let first = 0; first < runs; first += 20_000)
    await pool.query(
      `insert into run_outcomes as o
       select 'org_a', 'aut_' || n % 10, date_trunc('hour', $1::timestamptz - n * interval '25.92 s', 'UTC'),
         case when n % 100 = 0 then 'failed' else 'succeeded' end, case when n % 100 = 0 then 'throttled' else '' end,
         $2::int + n / 10 % 8, count(*)
       from generate_series(${first}, ${first + 19_999}) n group by 1, 2, 3, 4, 5, 6
       on conflict (organization_id, automation_id, hour, outcome, problem_code, latency) do update set count = o.count + excluded.count`,
      [now.toISOString(), latencyClass(100)],
    )
  await pool.query('analyze')
})
afterAll(() => database.drop())

it('a month of 100,000 runs is summed up from the hours of one automation, read from the index', async () => {
  const { rows } = await database.pool.query<Record<string, string>>(
    `explain (analyze, costs off) select latency, sum(count) from run_outcomes
     where organization_id = 'org_a' and automation_id = 'aut_3' and hour >= $1 and hour < $2 group by 1`,
    ['2026-10-25T00:00:00.000Z', now.toISOString()],
  )
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toMatch(/Index.* Scan.* run_outcomes_pkey|Bitmap Index Scan on run_outcomes_pkey/)
  expect(plan).not.toContain('Rows Removed by Filter')

  const { totals, points, unit, problems } = await automationMetrics(database.pool, 'org_a', 'aut_0', { hours: 720 }, now) // prettier-ignore
  const share = runs / 10
  expect(unit).toBe('day')
  expect(points).toHaveLength(31)
  expect(points.reduce((sum, one) => sum + one.runs, 0)).toBe(totals.runs)
  expect(totals.runs).toBeGreaterThan(share * 0.99)
  expect(problems).toEqual([{ code: 'throttled', failed: totals.failed, retried: 0 }])
  expect(totals.latency_ms?.p50).toBeGreaterThan(100)
  expect(totals.latency_ms?.p95).toBeLessThan(400)
})
