import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPauses, type PauseNotice, type Pauses } from '../features/pauses/pauses.ts'
import { listPauses } from '../features/pauses/store.ts'
import { providerOf } from '../features/providers/shapes.ts'
import { findProvider } from '../features/providers/store.ts'
import { cancelRuns } from '../features/runs/runs.ts'
import { startEngine, type Engine } from '../features/runs/testing/engine.ts'
import { moveStranded } from '../features/runs/worker-store.ts'
import { newId } from '../kernel/id.ts'
import { Problem } from '../kernel/problem.ts'

let engine: Engine
let pauses: Pauses
let notices: PauseNotice[]
const clock = { aheadMs: 0 }
const now = () => new Date(Date.now() + clock.aheadMs)
beforeEach(async () => {
  clock.aheadMs = 0
  notices = []
  engine = await startEngine({}, undefined, now)
  pauses = createPauses({
    pool: engine.database.pool,
    now,
    onNotice: (notice) => notices.push(notice),
  })
})
afterEach(() => engine.close())

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20))
}
const denied = 'amazon.nova-micro-v1:0'
const allowed = 'amazon.nova-lite-v1:0'
const deny = () => engine.emulator.faults.set([{ operation: 'Converse', model: denied, error: 'AccessDeniedException' }]) // prettier-ignore
const send = (visitor: string) => engine.collect({ tealium_event: 'view', tealium_visitor_id: visitor }) // prettier-ignore
const paused = () => listPauses(engine.database.pool, engine.organizationId, undefined)
/** The provider, as the API shows it. */
const shown = async () => {
  const row = await findProvider(engine.database.pool, engine.organizationId, engine.providerId)
  return row && providerOf(row, now())
}
const calls = () => engine.emulator.calls.recent().filter(({ modelId }) => modelId === denied).length // prettier-ignore
const runsOf = async (automationId: string) =>
  (await engine.runs()).filter(({ automation_id }) => automation_id === automationId)
const statesOf = async (automationId: string) => (await runsOf(automationId)).map(({ state }) => state) // prettier-ignore
const parked = async () => (await paused())[0]?.waiting_runs ?? 0

/** An engine at which one model is denied, with runs that have noticed it. */
async function startDenied(runs: number) {
  const automationId = await engine.publish({ definition: { deadline_s: 86_400 } })
  await engine.startProcessor()
  deny()
  const worker = engine.startWorker({ pauses })
  for (let index = 0; index < runs; index += 1) await send(`v${index}`)
  await until(async () => (await paused()).length === 1)
  // What was denied at once comes back a moment later.
  clock.aheadMs += 6000
  worker.wake()
  await until(async () => (await parked()) === runs)
  return { automationId, worker }
}

describe('a model that AWS denies', () => {
  it('keeps its own runs waiting, with who must act, while those of other models go on', async () => {
    const { automationId, worker } = await startDenied(3)
    const before = calls()
    const other = await engine.publish({ input: { model: allowed }, definition: { name: 'Other' } })
    await until(async () => {
      await send('later')
      return (await statesOf(other)).includes('succeeded')
    })
    await until(async () => (await runsOf(automationId)).length === (await parked()))
    worker.wake()

    expect(calls()).toBe(before)
    const about = { organizationId: engine.organizationId, providerId: engine.providerId, target: denied } // prettier-ignore
    expect(notices).toMatchObject([{ ...about, problem: { code: 'access-denied' } }])
    expect(await pauses.counts()).toEqual({ providers: 0, targets: 1 })
    await engine.database.pool.query(`update providers set state = 'ready'`)
    expect(await shown()).toMatchObject({ state: 'partly_paused', paused_targets: 1, pause: null })
    // Events go on starting runs; those that have come to the gate wait in a lane of their own.
    const held = (await runsOf(automationId)).filter(({ lane }) => lane !== engine.providerId)
    expect(held.length).toBeGreaterThan(3)
    for (const run of held)
      expect(run).toMatchObject({ state: 'waiting', problem: { code: 'access-denied', who: 'aws-administrator' } }) // prettier-ignore
    expect(await paused()).toMatchObject([{ target: denied, problem: { aws: { code: 'AccessDeniedException' } } }]) // prettier-ignore
    // Whoever has not been called yet has all of its time left.
    expect(held[0]).toMatchObject({ deadline_at: null })
  }, 30_000)

  it('is tried by one run after 1, 5, 15 and 60 minutes, and let go by its answer', async () => {
    const { automationId, worker } = await startDenied(4)
    const waits: number[] = []
    for (let retest = 0; retest < 5; retest += 1) {
      const [before, made] = [clock.aheadMs, calls()]
      while ((await pauses.retest()) === 0) clock.aheadMs += 30_000
      waits.push(Math.round((clock.aheadMs - before) / 60_000))
      worker.wake()
      await until(() => Promise.resolve(calls() === made + 1))
      await until(async () => (await runsOf(automationId)).every(({ state }) => state === 'waiting')) // prettier-ignore
      clock.aheadMs += 6000
      worker.wake()
      await until(async () => (await parked()) === 4)
      expect(calls()).toBe(made + 1)
      clock.aheadMs -= 6000
    }
    expect(waits).toEqual([1, 5, 15, 60, 60])

    engine.emulator.faults.clear()
    while ((await pauses.retest()) === 0) clock.aheadMs += 30_000
    worker.wake()
    const runs = await engine.ended(4)

    expect(runs.map(({ state }) => state)).toEqual(Array(4).fill('succeeded'))
    expect(await paused()).toEqual([])
    expect((await engine.database.pool.query('select from target_pauses')).rowCount).toBe(0)
  }, 60_000)

  it('is resumed by hand at once, and paused again when it is denied still', async () => {
    const { worker } = await startDenied(2)
    const [pause] = await paused()
    const made = calls()
    expect(await pauses.resume(newId('organization'), pause?.id ?? '')).toBe(false)

    expect(await pauses.resume(engine.organizationId, pause?.id ?? '')).toBe(true)
    worker.wake()
    await until(() => Promise.resolve(calls() > made))
    await until(async () => (await paused()).length === 1)
    // A call that is still under way would be denied after all, and pause the target once more.
    await until(async () => (await engine.runs()).every(({ state }) => state === 'waiting'))

    const [again] = await paused()
    expect(again?.id).not.toBe(pause?.id)
    engine.emulator.faults.clear()
    expect(await pauses.resume(engine.organizationId, again?.id ?? '')).toBe(true)
    clock.aheadMs += 6000
    worker.wake()
    expect((await engine.ended(2)).map(({ state }) => state)).toEqual(['succeeded', 'succeeded'])
  }, 30_000)

  it('is tried by the next run that comes when none waits any more', async () => {
    await startDenied(1)
    const [run] = await engine.runs()
    const problem = new Problem('cancelled', 'Cancelled by a test.').toDocument()
    expect(await cancelRuns(engine.database.pool, engine.organizationId, [run?.id ?? ''], problem, now())).toEqual([run?.id]) // prettier-ignore
    engine.emulator.faults.clear()
    await send('too soon')
    await until(async () => (await parked()) === 1)

    await pauses.retestSoon(engine.providerId)
    await send('in time')
    const runs = await engine.ended(3)

    expect(runs.map(({ state }) => state).toSorted()).toEqual(['cancelled', 'succeeded', 'succeeded']) // prettier-ignore
  }, 30_000)

  it('is no lost lane', async () => {
    await startDenied(1)

    await moveStranded(engine.database.pool, [engine.providerId], 'local')

    expect(await parked()).toBe(1)
  }, 30_000)
})
