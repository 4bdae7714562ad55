import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storeAttempts } from './attempt-store.ts'
import { cancelRuns } from './cancel-store.ts'
import { claimRuns } from './queue-store.ts'
import { anAttempt } from './testing/an-attempt.ts'
import { startEngine, type Engine } from './testing/engine.ts'
import { beat, cancelledAmong, reapLapsed, releaseUnknown } from './worker-store.ts'
import { transaction } from '../../db/transaction.ts'
import { Problem } from '../../kernel/problem.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
})
afterEach(() => engine.close())

/** Events whose runs are queued and that no worker has taken yet. */
async function queued(count: number): Promise<void> {
  const processor = await engine.startProcessor()
  for (let index = 0; index < count; index += 1) {
    await engine.collect({ tealium_event: 'view', tealium_visitor_id: `v${index}` })
  }
  while ((await engine.runs()).length < count)
    await new Promise((resolve) => setTimeout(resolve, 20))
  await processor.stop()
}

const lane = () => [{ lane: engine.providerId, free: 100 }]
const claim = async (worker: string, lanes = lane()) => {
  await beat(engine.database.pool, worker, 8)
  return claimRuns(engine.database.pool, worker, lanes, new Date())
}

describe('a claim', () => {
  it('gives each run to one worker only', async () => {
    await engine.publish()
    await queued(20)

    const claims = await Promise.all(['a', 'b', 'c', 'd'].map((worker) => claim(worker)))

    const ids = claims.flat().map(({ id }) => id)
    expect(ids).toHaveLength(20)
    expect(new Set(ids).size).toBe(20)
  })

  it('takes no more than a lane has room for, and leaves runs that are not due', async () => {
    await engine.publish()
    await queued(3)
    await engine.database.pool.query(
      `update runs set due_at = now() + interval '1 hour' where id = (select max(id) from runs)`,
    )

    expect(await claim('a', [{ lane: engine.providerId, free: 1 }])).toHaveLength(1)
    expect(await claim('b')).toHaveLength(1)
  })

  it('gives nothing to a worker whose lease has lapsed', async () => {
    await engine.publish()
    await queued(1)
    await beat(engine.database.pool, 'late', -1)

    expect(await claimRuns(engine.database.pool, 'late', lane(), new Date())).toEqual([])
  })
})

describe('a worker that died', () => {
  it('loses its runs to another one, which continues from the stored answer without another call', async () => {
    await engine.publish()
    await queued(1)
    const { pool } = engine.database
    await beat(pool, 'dead', 8)
    const [run] = await claim('dead')
    const raw = {
      output: {
        message: {
          role: 'assistant',
          content: [{ text: '{"tealium_event":"kept","visitor_score":7}' }],
        },
      },
      stopReason: 'end_turn',
    }
    await storeAttempts(pool, 'dead', [anAttempt(run, raw)])
    await pool.query(
      `update workers set lease_until = now() - interval '1 second' where id = 'dead'`,
    )

    expect(await reapLapsed(pool, 'alive', new Date())).toBe(1)
    engine.startWorker()
    const [ended] = await engine.ended(1)

    expect(ended?.state).toBe('succeeded')
    expect(engine.emulator.calls.count('Converse')).toBe(0)
    expect((await engine.events()).filter(({ name }) => name === 'kept')).toHaveLength(1)
  })

  it('can store nothing for a run that another one has', async () => {
    await engine.publish()
    await queued(1)
    const { pool } = engine.database
    await beat(pool, 'zombie', 8)
    const [run] = await claim('zombie')
    await pool.query(
      `update workers set lease_until = now() - interval '1 second' where id = 'zombie'`,
    )
    await reapLapsed(pool, 'alive', new Date())
    await beat(pool, 'alive', 8)
    await claim('alive')

    const stored = await storeAttempts(pool, 'zombie', [anAttempt(run, { late: true })])

    expect(stored.size).toBe(0)
    expect(await engine.attempts(run?.id ?? '')).toEqual([])
  })

  it('is not declared dead while its lease holds', async () => {
    await engine.publish()
    await queued(1)
    await beat(engine.database.pool, 'busy', 8)
    await claim('busy')

    expect(await reapLapsed(engine.database.pool, 'alive', new Date())).toBe(0)
  })
})

describe('a claim whose answer was lost on the way', () => {
  it('is given back, and runs that the worker knows are not', async () => {
    await engine.publish()
    await queued(2)
    await beat(engine.database.pool, 'w', 8)
    const [known] = await claim('w')

    expect(await releaseUnknown(engine.database.pool, 'w', [known?.id ?? ''], new Date())).toBe(1)
    const states = Object.fromEntries((await engine.runs()).map(({ id, state }) => [id, state]))
    expect(states[known?.id ?? '']).toBe('running')
    expect(Object.values(states)).toContain('queued')
  })
})

describe('cancelling', () => {
  const problem = new Problem('cancelled', 'Cancelled by a test.').toDocument()

  it('ends a waiting run at once', async () => {
    await engine.publish()
    await queued(1)
    const [run] = await engine.runs()

    expect(
      await cancelRuns(
        engine.database.pool,
        engine.organizationId,
        [run?.id ?? ''],
        problem,
        new Date(),
      ),
    ).toEqual([run?.id])
    expect((await engine.runs())[0]).toMatchObject({
      state: 'cancelled',
      problem: { code: 'cancelled' },
    })
  })

  it('aborts the call of a running one', async () => {
    await engine.publish({ step: { timeout_s: 600 } })
    engine.emulator.faults.set([{ hang: true }])
    await queued(1)
    engine.startWorker()
    while (engine.emulator.calls.inFlight() === 0)
      await new Promise((resolve) => setTimeout(resolve, 10))
    const [run] = await engine.runs()

    await cancelRuns(
      engine.database.pool,
      engine.organizationId,
      [run?.id ?? ''],
      problem,
      new Date(),
    )

    expect((await engine.ended(1))[0]).toMatchObject({
      state: 'cancelled',
      problem: { code: 'cancelled' },
    })
  })
})

describe('a cancellation', () => {
  it('that meets a claim is told to the worker that has the run', async () => {
    await engine.publish()
    await queued(1)
    const { pool } = engine.database
    const [run] = await engine.runs()
    const cancelled = await transaction(pool, async (db) => {
      await beat(pool, 'w', 8)
      await claimRuns(db, 'w', lane(), new Date())
      const cancelling = cancelRuns(
        pool,
        engine.organizationId,
        [run?.id ?? ''],
        aProblem,
        new Date(),
      )
      // It waits for the claim, which holds the run.
      for (const waiting = 'select 1 from pg_locks where not granted'; ;) {
        if ((await pool.query(waiting)).rowCount === 1) return { cancelling }
      }
    })

    expect(await cancelled.cancelling).toEqual([run?.id])
    expect(await cancelledAmong(pool, [run?.id ?? ''])).toEqual([run?.id])
    expect((await engine.runs())[0]?.state).toBe('running')
  })

  it('whose message was lost is noticed all the same', async () => {
    await engine.publish({ step: { timeout_s: 600 } })
    engine.emulator.faults.set([{ hang: true }])
    await queued(1)
    engine.startWorker({ leaseS: 2 })
    while (engine.emulator.calls.inFlight() === 0)
      await new Promise((resolve) => setTimeout(resolve, 10))

    await engine.database.pool.query('update runs set cancel_requested = true')

    expect((await engine.ended(1))[0]).toMatchObject({ state: 'cancelled' })
  })
})

const aProblem = new Problem('cancelled', 'Cancelled by a test.').toDocument()

describe('stopping', () => {
  it('gives running runs back, and the next worker finishes them', async () => {
    await engine.publish({ step: { timeout_s: 600 } })
    engine.emulator.faults.set([{ hang: true, first: 5 }])
    await queued(5)
    const first = engine.startWorker()
    while (engine.emulator.calls.inFlight() < 5)
      await new Promise((resolve) => setTimeout(resolve, 10))

    await first.stop(0)
    engine.startWorker()

    const runs = await engine.ended(5)
    expect(runs.map(({ state }) => state)).toEqual(Array(5).fill('succeeded'))
    expect((await engine.events()).filter(({ run_id }) => run_id !== null)).toHaveLength(5)
  })
})
