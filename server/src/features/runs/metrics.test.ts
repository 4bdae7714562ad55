import type { AutomationMetrics } from '@outcrop/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Problem } from '../../kernel/problem.ts'
import { allMetrics, automationMetrics } from '../usage/usage.ts'
import { cancelRuns } from './cancel-store.ts'
import { startEngine, type Engine } from './testing/engine.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
})
afterEach(() => engine.close())

const metrics = (id: string, query: object = {}): Promise<AutomationMetrics> =>
  automationMetrics(engine.database.pool, engine.organizationId, id, { hours: 24, ...query }, new Date()) // prettier-ignore

async function queued() {
  for (;;) {
    const rows = await engine.runs()
    if (rows.length > 0) return rows
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const send = (text: string) => engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1', text }) // prettier-ignore

it('counts ends, retries and problems of one automation, with latency, tokens and cost', async () => {
  engine.emulator.faults.set([
    { prompt: 'twice', error: 'ServiceUnavailableException', first: 2, per: 'prompt' },
    { prompt: 'never', error: 'ValidationException' },
  ])
  const id = await engine.publish()
  await engine.startProcessor()
  engine.startWorker()
  for (const text of ['plain', 'twice', 'never']) await send(text)
  const ended = await engine.ended(3)

  const { totals, points, problems, unit } = await metrics(id)
  expect(totals).toMatchObject({ runs: 3, succeeded: 2, failed: 1, cancelled: 0, retries: 2, calls: 5 }) // prettier-ignore
  expect(problems.map(({ failed, retried }) => [failed, retried])).toEqual([[1, 0], [0, 2]]) // prettier-ignore
  expect(problems[0]?.code).toBe(ended.find(({ state }) => state === 'failed')?.problem?.code)
  const latencies = ended.flatMap((run) => run.state === 'succeeded' && run.finished_at ? [run.finished_at.getTime() - run.created_at.getTime()] : []) // prettier-ignore
  expect(totals.latency_ms?.p95).toBeLessThanOrEqual(Math.max(...latencies) * 1.2 + 1)
  expect(totals.latency_ms?.p95).toBeGreaterThanOrEqual(Math.max(...latencies) / 1.2 - 1)
  expect(totals.tokens.output).toBeGreaterThan(0)
  expect(Number(totals.cost_usd)).toBeGreaterThan(0)
  expect(unit).toBe('hour')
  expect(points).toHaveLength(24)
  expect(points.slice(-2).reduce((sum, { runs }) => sum + runs, 0)).toBe(3)
  const yesterday = new Date(Date.now() - 86_400_000).toISOString()
  expect((await metrics(id, { to: yesterday })).totals).toMatchObject({ runs: 0, latency_ms: null, cost_usd: null }) // prettier-ignore
})

it('counts a run that is cancelled before a worker has it', async () => {
  const id = await engine.publish()
  await engine.startProcessor()
  await send('plain')
  const [run] = await queued()
  const problem = new Problem('cancelled', 'Not wanted.').toDocument()
  await cancelRuns(
    engine.database.pool,
    engine.organizationId,
    [run?.id ?? ''],
    problem,
    new Date(),
  )
  const { totals, problems } = await metrics(id)
  expect(totals).toMatchObject({ runs: 1, succeeded: 0, failed: 0, cancelled: 1, latency_ms: null })
  expect(problems).toEqual([])
})

it('counts nothing of other automations', async () => {
  await engine.publish()
  await engine.startProcessor()
  engine.startWorker()
  await send('plain')
  await engine.ended(1)
  const other = await engine.publish({ definition: { name: 'Other', trigger: { type: 'manual' } } })
  expect((await metrics(other)).totals).toMatchObject({ runs: 0, calls: 0, retries: 0 })
})

it('sums every automation up at once as each is summed up alone, and nobody else', async () => {
  engine.emulator.faults.set([{ prompt: 'never', error: 'ValidationException' }])
  const { pool } = engine.database
  const [one, other] = [await engine.publish(), await engine.publish()]
  const silent = await engine.publish({ definition: { name: 'Silent', trigger: { type: 'manual' } } }) // prettier-ignore
  await engine.startProcessor()
  engine.startWorker()
  for (const text of ['plain', 'never']) await send(text)
  // Each starts on both events, and on the answer of the other.
  await engine.ended(6)

  const { items, last_runs } = await allMetrics(pool, engine.organizationId, 24, new Date())
  expect(items.map(({ automation_id }) => automation_id)).toEqual([one, other].toSorted())
  expect(items).not.toContainEqual(expect.objectContaining({ automation_id: silent }))
  for (const { automation_id, ...figures } of items) {
    expect(figures).toEqual((await metrics(automation_id)).totals)
    expect(figures).toMatchObject({ runs: 3, succeeded: 2, failed: 1 })
  }
  expect(await allMetrics(pool, 'org_other', 24, new Date())).toMatchObject({
    items: [],
    last_runs: [],
  })
  expect(last_runs.map(({ automation_id }) => automation_id)).toEqual([one, other].toSorted())
  for (const { automation_id, run_id, state } of last_runs) {
    const { rows } = await pool.query<{ id: string; state: string }>('select id, state from runs where automation_id = $1 order by id desc limit 1', [automation_id]) // prettier-ignore
    expect(rows).toEqual([{ id: run_id, state }])
  }
})
