import { afterEach, beforeEach, expect, it } from 'vitest'
import { startEngine, type Engine } from './testing/engine.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
})
afterEach(() => engine.close())

async function oneRun() {
  await engine.startProcessor()
  engine.startWorker()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v' })
  return (await engine.ended(1))[0]
}

it('an answer whose excerpt ends in half a character fails the run with its problem', async () => {
  const text = `${'x'.repeat(199)}😀${'y'.repeat(300)}`
  engine.emulator.scripts.set([{ answer: { text } }])
  await engine.publish()

  const run = await oneRun()

  expect(run).toMatchObject({ state: 'failed', problem: { code: 'answer-not-json' } })
  expect(engine.emulator.calls.count('Converse')).toBe(2)
})

it('a deadline of a part of a second does not stop the stream', async () => {
  await engine.publish({ definition: { deadline_s: 90.5 } })

  expect(await oneRun()).toMatchObject({ state: 'succeeded' })
})

it('a visitor who is a number, named by the answer, is the visitor of the answer event', async () => {
  engine.emulator.scripts.set([{ answer: { text: '{"tealium_event":"x","tealium_visitor_id":7}' } }]) // prettier-ignore
  await engine.publish({ step: { deliver: { to: 'stream', identity_from_answer: true } } })
  await oneRun()

  expect((await engine.events())[1]).toMatchObject({ visitor_id: '7' })
})

it('a run in the lane of a provider that is gone is not left behind', async () => {
  await engine.publish()
  const processor = await engine.startProcessor()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v' })
  while ((await engine.runs()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  await processor.stop()
  await engine.database.pool.query(`update runs set lane = 'prv_gone'`)

  engine.startWorker({ leaseS: 2 })

  expect((await engine.ended(1))[0]).toMatchObject({ state: 'succeeded' })
})
