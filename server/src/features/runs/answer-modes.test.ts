import { afterEach, beforeEach, expect, it } from 'vitest'
import { startEngine, type Engine } from './testing/engine.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
})
afterEach(() => engine.close())

const structured = {
  output: {
    type: 'structured',
    fields: [{ name: 'visitor_score', type: 'integer', minimum: 0, maximum: 100 }],
  },
  deliver: { to: 'nowhere' },
}

const prompt = 'Rate this visitor: {{ event_payload }}'

it.each([
  ['amazon.nova-micro-v1:0', 'native_schema', 1],
  ['anthropic.claude-3-haiku-20240307-v1:0', 'strict_tool', 2],
  ['us.anthropic.claude-opus-4-7', 'tool', 3],
])('%s is asked by %s, and what it refuses costs no attempt', async (model, mode, calls) => {
  await engine.publish({ step: structured, input: { model, prompt } })
  await engine.startProcessor()
  engine.startWorker()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1' })

  const [run] = await engine.ended(1)
  expect(run).toMatchObject({ state: 'succeeded', failures: 0 })
  expect(await engine.attempts(run?.id ?? '')).toMatchObject([{ output_mode: mode, problem: null }])
  expect(engine.emulator.calls.count('Converse')).toBe(calls)
})

it('an answer of the tool that breaks a rule of the author is asked for again', async () => {
  engine.emulator.scripts.set([
    { times: 1, answer: { toolUse: { name: 'give_answer', input: { visitor_score: 700 } } } },
    { answer: { toolUse: { name: 'give_answer', input: { visitor_score: 70 } } } },
  ])
  await engine.publish({
    step: structured,
    input: { model: 'anthropic.claude-3-haiku-20240307-v1:0', prompt },
  })
  await engine.startProcessor()
  engine.startWorker()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1' })

  const [run] = await engine.ended(1)
  expect(run).toMatchObject({ state: 'succeeded', problem: null })
  expect(await engine.attempts(run?.id ?? '')).toMatchObject([
    { kind: 'call', output_mode: 'strict_tool', problem: { code: 'answer-invalid' } },
    { kind: 'reask', output_mode: 'strict_tool', problem: null },
  ])
  const told = engine.emulator.calls.recent().map(({ inputText }) => inputText)
  expect(told.join()).toContain('{"visitor_score":700}')
})
