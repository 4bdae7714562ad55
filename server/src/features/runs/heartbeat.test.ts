import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { startHeartbeat, type HeartbeatOptions } from './heartbeat.ts'
import { beat } from './worker-store.ts'

let database: TestDatabase
let stop: () => Promise<void> = () => Promise.resolve()
let lapses = 0
beforeEach(async () => {
  database = await createTestDatabase()
  lapses = 0
})
afterEach(async () => {
  vi.useRealTimers()
  await stop()
  await database.drop()
})

function start(parts: Partial<HeartbeatOptions> = {}): void {
  const heart = startHeartbeat({
    pool: database.pool,
    workerId: 'w',
    leaseS: 1,
    now: () => new Date(),
    reconcile: () => Promise.resolve(0),
    onLapse: () => (lapses += 1),
    onError: () => undefined,
    log: () => undefined,
    ...parts,
  })
  stop = () => heart.stop()
}

async function until(happened: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await happened())) await new Promise((resolve) => setTimeout(resolve, 10))
}

async function lease(worker: string): Promise<string | undefined> {
  const { rows } = await database.pool.query<{ lease: string }>(
    'select lease_until::text as lease from workers where id = $1',
    [worker],
  )
  return rows[0]?.lease
}

const lapsed = (worker: string) =>
  database.pool.query(`update workers set lease_until = now() - interval '1 s' where id = $1`, [
    worker,
  ])

describe('a heart', () => {
  it('beats although a claim takes for ever', async () => {
    let end: (released: number) => void = () => undefined
    start({ reconcile: () => new Promise((resolve) => (end = resolve)) })

    const leases = new Set<string | undefined>()
    await until(async () => leases.add(await lease('w')).size > 4)

    end(0)
    expect(lapses).toBe(0)
  })

  it('frees the runs of the dead although the clock of the machine was set back', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await beat(database.pool, 'dead', 1)
    start()
    await until(async () => (await lease('w')) !== undefined)
    vi.setSystemTime(Date.now() - 3_600_000)
    await lapsed('dead')

    await until(async () => (await lease('dead')) === undefined)
    expect(await lease('w')).toBeDefined()
  })

  it('drops its runs when others declared it dead while it could not reach the database', async () => {
    let errors = 0
    start({ onError: () => (errors += 1) })
    await until(async () => (await lease('w')) !== undefined)

    await database.pool.query('alter table workers rename to workers_away')
    await until(() => errors > 0)
    await database.pool.query('delete from workers_away')
    await database.pool.query('alter table workers_away rename to workers')

    await until(() => lapses === 1)
  })

  it('keeps its runs when its lease lapsed and nobody noticed', async () => {
    start()
    await until(async () => (await lease('w')) !== undefined)
    await lapsed('w')
    const before = await lease('w')

    await until(async () => (await lease('w')) !== before)
    await until(async () => (await lease('w')) !== before)
    expect(lapses).toBe(0)
  })
})
