import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEngine, type Engine } from './testing/engine.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
})
afterEach(() => engine.close())

describe('an event in a feed', () => {
  it('becomes a Bedrock answer, which becomes an event of the same visitor', async () => {
    await engine.publish()
    await engine.startProcessor()
    engine.startWorker()

    const event = await engine.collect({
      tealium_event: 'purchase',
      tealium_visitor_id: 'v1',
      total: 120,
    })
    const [run] = await engine.ended(1)

    expect(run).toMatchObject({
      state: 'succeeded',
      event_id: event.id,
      visitor_id: 'v1',
      problem: null,
      depth: 0,
    })
    const [source, answer] = await engine.events()
    expect(source?.id).toBe(event.id)
    expect(answer).toMatchObject({
      name: 'bedrock_ai_insight',
      visitor_id: 'v1',
      run_id: run?.id,
      depth: 1,
    })
    expect(answer?.payload['visitor_score']).toBeTypeOf('number')
    expect(await engine.attempts(run?.id ?? '')).toMatchObject([
      { kind: 'call', step_id: 'score', problem: null },
    ])
    expect(engine.emulator.calls.count('Converse')).toBe(1)
  })

  it('starts no run of an action that caused it, nor of a ring of two', async () => {
    await engine.publish({ definition: { name: 'First' } })
    await engine.publish({ definition: { name: 'Second' } })
    await engine.startProcessor()
    engine.startWorker()

    await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1' })

    // Both start on the event, and each once on the answer of the other; then the ring is closed.
    const runs = await engine.ended(4)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await engine.runs()).toHaveLength(4)
    expect(runs.map(({ depth }) => depth).toSorted()).toEqual([0, 0, 1, 1])
  })
})

describe('debug mode', () => {
  it('makes the call, keeps the answer and delivers nothing', async () => {
    await engine.publish({ step: { debug: true } })
    await engine.startProcessor()
    engine.startWorker()

    await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1' })
    const [run] = await engine.ended(1)

    expect(run?.state).toBe('succeeded')
    expect(await engine.events()).toHaveLength(1)
    const [end] = await engine.stepRuns(run?.id ?? '')
    expect(end?.delivery).toMatchObject({ state: 'skipped', reason: 'Debug mode is on.' })
    expect((await engine.attempts(run?.id ?? ''))[0]?.raw).toBeTruthy()
  })
})

describe('identity', () => {
  it('comes from the source event, whatever the model says', async () => {
    engine.emulator.scripts.set([
      {
        answer: {
          text: '{"tealium_event":"x","tealium_account":"evil","tealium_visitor_id":"someone-else"}',
        },
      },
    ])
    await engine.publish()
    await engine.startProcessor()
    engine.startWorker()

    await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'victim' })
    await engine.ended(1)

    const [, answer] = await engine.events()
    expect(answer).toMatchObject({
      visitor_id: 'victim',
      payload: { tealium_account: 'acme', tealium_visitor_id: 'victim' },
    })
  })
})
