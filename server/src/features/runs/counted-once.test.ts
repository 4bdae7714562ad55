import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { localLane } from '../../actions/lane-of.ts'
import { Problem } from '../../kernel/problem.ts'
import { storeAttempts } from './attempt-store.ts'
import { cancelRuns } from './cancel-store.ts'
import { claimRuns, type ClaimedRun } from './queue-store.ts'
import { settleRuns } from './settle-store.ts'
import type { Settlement } from './settlement.ts'
import { anAttempt } from './testing/an-attempt.ts'
import { startEngine, type Engine } from './testing/engine.ts'
import { beat, reapLapsed, retire } from './worker-store.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
  await engine.publish()
})
afterEach(() => engine.close())

/** A run that a worker has just claimed. */
async function claimed(worker: string): Promise<ClaimedRun> {
  const { pool } = engine.database
  const processor = await engine.startProcessor()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v' })
  while ((await engine.runs()).length === 0) await new Promise(setImmediate)
  await processor.stop()
  return claimAs(worker, pool)
}

async function claimAs(worker: string, pool = engine.database.pool): Promise<ClaimedRun> {
  await beat(pool, worker, 8)
  const [run] = await claimRuns(pool, worker, [{ lane: engine.providerId, free: 1 }], new Date())
  if (!run) throw new Error('There is nothing to claim.')
  return run
}

const scored = {
  output: { message: { role: 'assistant', content: [{ text: '{"tealium_event":"kept"}' }] } },
  stopReason: 'end_turn',
}

const calls = async () => {
  const { rows } = await engine.database.pool.query<typeof theCall>(
    'select calls, failures, input_tokens, output_tokens, cache_write_tokens, cost_usd::text from usage_calls',
  )
  return rows
}
const theCall = { calls: 1, failures: 0, input_tokens: 12, output_tokens: 5, cache_write_tokens: 3, cost_usd: '0.001000000' } // prettier-ignore

const runsCounted = async () => {
  const { rows } = await engine.database.pool.query<{ runs: number; failures: number }>(
    'select sum(runs)::int as runs, sum(failures)::int as failures from usage_hours',
  )
  return rows[0]
}

const aProblem = new Problem('cancelled', 'Cancelled by a test.').toDocument()
const cancel = (run: ClaimedRun) =>
  cancelRuns(engine.database.pool, engine.organizationId, [run.id], aProblem, new Date())

const settlementOf = (run: ClaimedRun, parts: Partial<Settlement> = {}): Settlement => ({
  runId: run.id,
  fence: run.fence,
  organizationId: run.organization_id,
  automationId: run.automation_id,
  state: 'waiting',
  dueAt: new Date(Date.now() + 3_600_000),
  lane: run.lane,
  step: 0,
  failures: 1,
  throttles: 0,
  isRetry: false,
  problem: new Problem('service-unavailable', 'Not now.').toDocument(),
  at: new Date(),
  inputTokens: null,
  outputTokens: null,
  costUsd: null,
  stepEnd: null,
  attempt: null,
  spoiled: null,
  event: null,
  ...parts,
})
const settle = (worker: string, settlement: Settlement) =>
  settleRuns(engine.database.pool, worker, [settlement], () => undefined)

describe('a call', () => {
  it('is counted with its answer, once, though its worker dies before the run is settled', async () => {
    const { pool } = engine.database
    const run = await claimed('dead')
    const attempt = anAttempt(run, scored)
    await storeAttempts(pool, 'dead', [attempt])
    await storeAttempts(pool, 'dead', [attempt])
    expect(await calls()).toEqual([theCall])

    await pool.query(`update workers set lease_until = now() - interval '1 second'`)
    await reapLapsed(pool, 'alive', new Date())
    engine.startWorker()
    const [ended] = await engine.ended(1)

    expect(ended).toMatchObject({ state: 'succeeded', input_tokens: 12, output_tokens: 5, cost_usd: '0.001000000' }) // prettier-ignore
    expect(await calls()).toEqual([theCall])
    expect(engine.emulator.calls.count('Converse')).toBe(0)
  })

  it('of a run that belongs to another worker is neither stored nor counted', async () => {
    const run = await claimed('w')

    await storeAttempts(engine.database.pool, 'other', [anAttempt(run, scored)])

    expect(await calls()).toEqual([])
  })

  it('that failed is counted when the run is settled, also when that is tried again', async () => {
    const run = await claimed('w')
    const failed = new Problem('service-unavailable', 'Not now.').toDocument()
    const attempt = { ...anAttempt(run, {}), raw: null, problem: failed }

    expect(await settle('w', settlementOf(run, { attempt }))).toEqual([true])
    expect(await settle('w', settlementOf(run, { attempt }))).toEqual([false])

    expect(await calls()).toEqual([{ ...theCall, failures: 1 }])
  })
})

describe('a run that is cancelled', () => {
  it('while it is queued is counted like every other end, with what it has used', async () => {
    const { pool } = engine.database
    const run = await claimed('w')
    await storeAttempts(pool, 'w', [anAttempt(run, scored)])
    await retire(pool, 'w', new Date())

    expect(await cancel(run)).toEqual([run.id])

    expect((await engine.runs())[0]).toMatchObject({ state: 'cancelled', input_tokens: 12, cost_usd: '0.001000000' }) // prettier-ignore
    expect(await runsCounted()).toEqual({ runs: 1, failures: 1 })
    expect(await cancel(run)).toEqual([])
    expect(await runsCounted()).toEqual({ runs: 1, failures: 1 })
  })

  it.each(['waiting', 'queued'] as const)(
    'while its worker makes it %s ends at once',
    async (state) => {
      const run = await claimed('w')
      expect(await cancel(run)).toEqual([run.id])
      expect((await engine.runs())[0]?.state).toBe('running')

      expect(await settle('w', settlementOf(run, { state }))).toEqual([true])

      const [ended] = await engine.runs()
      expect(ended).toMatchObject({
        state: 'cancelled',
        due_at: null,
        problem: { code: 'cancelled' },
      })
      expect(ended?.finished_at).not.toBeNull()
      expect(await runsCounted()).toEqual({ runs: 1, failures: 1 })
    },
  )

  it('while its worker dies ends though its lane is closed', async () => {
    const { pool } = engine.database
    const run = await claimed('w')
    await cancel(run)
    await retire(pool, 'w', new Date())

    await beat(pool, 'next', 8)
    const local = await claimRuns(pool, 'next', [{ lane: localLane, free: 1 }], new Date())

    expect(local.map(({ id }) => id)).toEqual([run.id])
  })
})
