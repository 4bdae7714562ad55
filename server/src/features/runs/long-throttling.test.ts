import { afterEach, expect, it } from 'vitest'
import { startEngine, type Engine } from './testing/engine.ts'
import type { Worker } from './worker.ts'

const minuteMs = 60_000
const visitors = ['v0', 'v1', 'v2', 'v3', 'v4']
/** How far the clock of the engine has gone ahead. */
let laterMs = 0
let engine: Engine
let worker: Worker
afterEach(() => engine.close())

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Five runs, allowed one attempt each, on a provider that throttles whatever is asked. */
async function throttled(deadlineS: number): Promise<void> {
  laterMs = 0
  engine = await startEngine({}, undefined, () => new Date(Date.now() + laterMs))
  engine.emulator.faults.set([{ operation: 'Converse', error: 'ThrottlingException' }])
  await engine.publish({ definition: { deadline_s: deadlineS }, step: { retry: { max_attempts: 1 } } }) // prettier-ignore
  await engine.startProcessor()
  worker = engine.startWorker({ leaseS: 4 })
  for (const visitor of visitors) await engine.collect({ tealium_event: 'view', tealium_visitor_id: visitor }) // prettier-ignore
  while ((await engine.runs()).length < visitors.length) await pause(20)
}

/** Lets time pass in leaps of half a minute; after each, everything that is due is done. */
async function pass(minutes: number): Promise<void> {
  for (const end = laterMs + minutes * minuteMs; laterMs < end; laterMs += minuteMs / 2) {
    worker.wake()
    await pause(20)
    while ((await engine.runs()).some(({ state }) => state === 'running' || state === 'queued')) await pause(5) // prettier-ignore
  }
}

const spent = async () => {
  const { rows } = await engine.database.pool.query<{ failures: number }>('select failures from runs') // prettier-ignore
  return rows.map(({ failures }) => failures)
}

it('waits an hour for a provider that throttles, spends no attempt, and then succeeds', async () => {
  await throttled(2 * 3600)
  await pass(60)
  const waiting = await engine.runs()
  expect(waiting.map(({ state }) => state)).toEqual(visitors.map(() => 'waiting'))
  for (const { problem } of waiting) expect(['throttled', 'limit-reached']).toContain(problem?.code)
  expect(await spent()).toEqual(visitors.map(() => 0))
  const calls = engine.emulator.calls.count('Converse')
  expect(calls).toBeGreaterThan(visitors.length)
  // The pauses grow to a minute, so nobody hammers at a closed door.
  expect(calls).toBeLessThan(visitors.length * 150)

  engine.emulator.faults.clear()
  // Limits are learned by the clock of the database, which does not leap: a rate of one call a
  // minute, learned within these seconds, would take real minutes to grow again.
  await worker.stop(0)
  await engine.database.pool.query('delete from limit_buckets')
  worker = engine.startWorker({ leaseS: 4 })
  while ((await engine.runs()).some(({ finished_at }) => finished_at === null)) {
    await pass(1)
    await pause(200)
  }
  const ended = await engine.runs()
  expect(ended.map(({ state }) => state)).toEqual(visitors.map(() => 'succeeded'))
  const answered = (await engine.events()).filter(({ run_id }) => run_id !== null)
  expect(answered.map(({ visitor_id }) => visitor_id).toSorted()).toEqual(visitors)
  expect(laterMs).toBeLessThan(2 * 3600_000)
}, 90_000)

it('ends at its deadline when the throttling outlasts it, and says so', async () => {
  await throttled(30 * 60)
  await pass(29)
  expect((await engine.runs()).map(({ state }) => state)).toEqual(visitors.map(() => 'waiting'))
  expect(await spent()).toEqual(visitors.map(() => 0))
  // Whoever has no turn within the limits ends all the same.
  await pass(3)
  const ended = await engine.ended(visitors.length)
  for (const { state, problem } of ended) {
    expect(state).toBe('timed_out')
    expect(problem).toMatchObject({ code: 'deadline-exceeded', retry: false })
    expect(problem?.detail).toMatch(/throttl|limit/i)
  }
  expect(ended.some(({ problem }) => problem?.aws?.code === 'ThrottlingException')).toBe(true)
}, 90_000)
