import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createBedrock } from '../bedrock/bedrock.ts'
import type { PauseNotice } from '../features/pauses/pauses.ts'
import { createProviders, type Providers } from '../features/providers/providers.ts'
import { updateProvider } from '../features/providers/store.ts'
import { startEngine, type Engine } from '../features/runs/testing/engine.ts'
import { createSeal } from '../kernel/seal.ts'

let engine: Engine
let providers: Providers
let close: () => void
let notices: PauseNotice[]
const clock = { aheadMs: 0 }
beforeEach(async () => {
  engine = await startEngine()
  const log = { warn: () => undefined }
  clock.aheadMs = 0
  notices = []
  const now = () => new Date(Date.now() + clock.aheadMs)
  const bedrock = createBedrock({
    emulatorUrl: engine.emulator.url,
    maxSockets: 5,
    now: () => new Date(),
    log,
  })
  const users = () => Promise.resolve([])
  const uses = () => Promise.resolve(new Map())
  const seal = createSeal({ current: randomBytes(32) })
  providers = createProviders({
    db: engine.database.pool,
    seal,
    bedrock,
    users,
    uses,
    now,
    onNotice: (notice) => notices.push(notice),
  })
  close = () => bedrock.close()
})
afterEach(async () => {
  close()
  await engine.close()
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20))
}
const pauseOf = async () => (await engine.database.pool.query<{ pause: { problem: { code: string; who: string } } | null }>('select pause from providers')).rows[0]?.pause // prettier-ignore
const changeRegion = () => updateProvider(engine.database.pool, engine.organizationId, engine.providerId, { region: 'us-west-2' }, new Date(Date.now() + clock.aheadMs)) // prettier-ignore
const send = (visitor: string) => engine.collect({ tealium_event: 'view', tealium_visitor_id: visitor }) // prettier-ignore

it('holds the runs of a provider whose credentials are refused, and lets them go after a passing test', async () => {
  await engine.publish()
  await engine.startProcessor()
  engine.emulator.faults.set([{ operation: 'Converse', error: 'UnrecognizedClientException' }])
  const worker = engine.startWorker({ providers })
  await send('first')
  await until(async () => (await pauseOf()) !== null)
  expect(await pauseOf()).toMatchObject({ problem: { code: 'invalid-credentials', who: 'operator' } }) // prettier-ignore
  await until(async () => (await engine.runs())[0]?.state === 'waiting')
  const about = {
    organizationId: engine.organizationId,
    providerId: engine.providerId,
    target: null,
  }
  expect(notices).toMatchObject([{ ...about, problem: { code: 'invalid-credentials' } }])
  const before = engine.emulator.calls.count('Converse')
  for (const visitor of ['second', 'third']) await send(visitor)
  await until(async () => (await engine.runs()).length === 3)
  worker.wake()
  await until(() => Promise.resolve(worker.inFlight() === 0))
  expect((await engine.runs()).map(({ state }) => state).toSorted()).toEqual(['queued', 'queued', 'waiting']) // prettier-ignore
  expect(engine.emulator.calls.count('Converse')).toBe(before)

  engine.emulator.faults.clear()
  await providers.ensureEmulatorProvider(engine.organizationId)
  expect(notices.slice(1)).toEqual([{ ...about, problem: null }])
  expect(await pauseOf()).toBeNull()
  worker.wake()
  expect((await engine.ended(3)).map(({ state }) => state)).toEqual(['succeeded', 'succeeded', 'succeeded']) // prettier-ignore
}, 30_000)

it('does not pause for what was refused to credentials that have been replaced since', async () => {
  await engine.publish()
  await engine.startProcessor()
  engine.emulator.faults.set([{ operation: 'Converse', error: 'UnrecognizedClientException', first: 1 }]) // prettier-ignore
  // Someone has changed the provider while the call was on its way.
  await engine.database.pool.query('update providers set revision = revision + 1')
  engine.startWorker({ providers })
  await send('first')
  expect((await engine.ended(1))[0]?.state).toBe('succeeded')
  expect(await pauseOf()).toBeNull()
}, 30_000)

it('tests a paused provider again by itself, ever less often, and lets the runs go when it passes', async () => {
  await engine.publish()
  await engine.startProcessor()
  const refused = { error: 'UnrecognizedClientException' }
  engine.emulator.faults.set([refused])
  const worker = engine.startWorker({ providers })
  await send('first')
  await until(async () => (await pauseOf()) !== null)

  const waits: number[] = []
  for (let retest = 0; retest < 5; retest += 1) {
    const before = clock.aheadMs
    while ((await providers.retestPaused()) === 0) clock.aheadMs += 30_000
    waits.push((clock.aheadMs - before) / 60_000)
    expect(await pauseOf()).not.toBeNull()
  }
  expect(waits).toEqual([1, 5, 15, 60, 60])

  engine.emulator.faults.clear()
  while ((await providers.retestPaused()) === 0) clock.aheadMs += 30_000
  expect(await pauseOf()).toBeNull()
  worker.wake()
  expect((await engine.ended(1))[0]?.state).toBe('succeeded')
  clock.aheadMs += 7_200_000
  expect(await providers.retestPaused()).toBe(0)
}, 30_000)

it('is tested by one process only, and soon after somebody has mended it', async () => {
  await engine.publish()
  await engine.startProcessor()
  engine.emulator.faults.set([{ error: 'UnrecognizedClientException' }])
  engine.startWorker({ providers })
  await send('first')
  await until(async () => (await pauseOf()) !== null)
  clock.aheadMs += 61_000
  const tested = await Promise.all(Array.from({ length: 5 }, () => providers.retestPaused()))
  expect(tested.reduce((sum, count) => sum + count, 0)).toBe(1)
  expect(await providers.retestPaused()).toBe(0)
  await changeRegion()
  engine.emulator.faults.clear()
  expect(await providers.retestPaused()).toBe(1)
  expect(await pauseOf()).toBeNull()
}, 30_000)

it('ends held runs at their deadline', async () => {
  await engine.publish({ definition: { deadline_s: 1 } })
  await engine.startProcessor()
  engine.emulator.faults.set([{ operation: 'Converse', error: 'UnrecognizedClientException' }])
  engine.startWorker({ providers, leaseS: 2 })
  await send('first')
  const [run] = await engine.ended(1)
  expect(run).toMatchObject({ state: 'timed_out', problem: { code: 'deadline-exceeded' } })
}, 30_000)

it('does not pause a provider when one model is denied', async () => {
  await engine.publish()
  await engine.startProcessor()
  engine.emulator.faults.set([{ operation: 'Converse', error: 'AccessDeniedException' }])
  engine.startWorker({ providers })
  await send('first')
  expect((await engine.ended(1))[0]?.state).toBe('failed')
  expect(await pauseOf()).toBeNull()
})
