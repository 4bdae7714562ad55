import { output, type Attempt } from '@outcrop/contract'
import { beforeEach, describe, expect, test } from 'vitest'
import { parseAnswer } from '../answers/parse-answer.ts'
import { schemaOf } from '../answers/schema-of.ts'
import type { JsonSchema } from '../bedrock.ts'
import { readModelAnswer } from '../read-model-answer.ts'
import { emulated, problemFrom } from '../testing/emulated.ts'
import { createRefusalTable } from './refusal-table.ts'
import type { Refusal } from './refusals.ts'

let now = new Date()
const table = createRefusalTable(() => now)
const learned: Refusal[] = []
const refusals = {
  ...table,
  learn: (refusal: Refusal) => {
    learned.push(refusal)
    table.learn(refusal)
  },
}
const slowModel = 'acme.slow-v1:0'
const world = emulated(
  {
    models: [
      {
        id: slowModel,
        name: 'Slow',
        provider: 'Acme',
        family: 'nova',
        inferenceTypes: ['ON_DEMAND'],
        schemaCompileMs: 60_000,
      },
    ],
  },
  { refusals, now: () => now },
)
beforeEach(() => {
  now = new Date()
  table.replace([])
  learned.length = 0
})

const schema = (given: unknown): JsonSchema => schemaOf(output.parse(given)) ?? {}
const score = schema({
  type: 'structured',
  fields: [{ name: 'score', type: 'integer', minimum: 0, maximum: 100 }],
})
const native = 'qwen.qwen3-32b-v1:0'

function ask(model: string, wanted = score, signal = new AbortController().signal) {
  return world.bedrock.converse(
    world.connection(),
    {
      model,
      messages: [{ role: 'user', text: 'Rate this visitor.' }],
      inference: {},
      schema: wanted,
    },
    { signal },
  )
}

const calls = () => world.emulator.calls.count('Converse')

describe('a structured answer is asked for', () => {
  test.each<[string, string, Attempt['output_mode'], number]>([
    ['by the schema itself', native, 'native_schema', 1],
    ['by a forced tool', 'anthropic.claude-3-haiku-20240307-v1:0', 'strict_tool', 2],
    ['by a tool of free choice', 'us.anthropic.claude-fable-5', 'strict_tool', 3],
    ['by a tool that is not strict, where none may be', 'us.anthropic.claude-opus-4-7', 'tool', 3],
    [
      'by a tool that is neither forced nor strict',
      'us.meta.llama3-3-70b-instruct-v1:0',
      'tool',
      3,
    ],
    ['in words, without tools', 'amazon.titan-text-express-v1', 'prompted', 3],
  ])('%s: %s', async (_, model, mode, most) => {
    const first = await ask(model)
    expect(first.outputMode).toBe(mode)
    expect(parseAnswer({ ...readModelAnswer(first.raw), schema: score }).value).toHaveProperty('score') // prettier-ignore
    expect(calls()).toBeLessThanOrEqual(most)
    const before = calls()
    expect((await ask(model)).outputMode).toBe(mode)
    expect(calls()).toBe(before + 1)
  })

  test('in words where AWS has none for the schema', async () => {
    const open = schema({ type: 'event', fields: [{ name: 'visitor_score', type: 'integer' }] })
    expect((await ask(native, open)).outputMode).toBe('prompted')
    expect(world.emulator.calls.recent()[0]?.inputText).toContain('visitor_score')
    expect(learned).toEqual([])
  })

  test('by the author’s own words for a plain event', async () => {
    const answer = await ask(native, schema({ type: 'event' }))
    expect(answer.outputMode).toBe('prompted')
    expect(world.emulator.calls.recent()[0]?.inputText).toBe('Rate this visitor.')
  })
})

describe('what was refused', () => {
  const old = 'anthropic.claude-3-haiku-20240307-v1:0'

  test('is kept with the words of AWS, for a time', async () => {
    await ask(old)
    expect(learned).toMatchObject([
      { model: old, rung: 'native_schema', schema: null, place: 'us-east-1 emulator' },
    ])
    expect(learned[0]?.said).toContain('output_config.format')
    now = new Date(now.getTime() + 8 * 24 * 3600 * 1000)
    const before = calls()
    await ask(old)
    expect(calls()).toBe(before + 2)
  })

  test('of one schema says nothing of another', async () => {
    const said = 'The model returned the following errors: output_config.format.schema: Too many properties' // prettier-ignore
    world.emulator.scripts.set([
      { times: 1, answer: { error: 'ValidationException', status: 400, message: said } },
    ])
    expect((await ask(native)).outputMode).toBe('strict_tool')
    expect(learned).toMatchObject([{ rung: 'native_schema', schema: expect.any(String) }])
    expect((await ask(native)).outputMode).toBe('strict_tool')
    const other = schema({ type: 'structured', fields: [{ name: 'other', type: 'string' }] })
    expect((await ask(native, other)).outputMode).toBe('native_schema')
  })

  test('in unknown words is believed when the way below works', async () => {
    const model = 'openai.gpt-oss-20b-1:0'
    const strange = { error: 'ValidationException', status: 400, message: 'Malformed input request.' } // prettier-ignore
    world.emulator.scripts.set([{ times: 1, answer: strange }])
    expect((await ask(model)).outputMode).toBe('strict_tool')
    expect(learned).toMatchObject([{ rung: 'native_schema', said: 'Malformed input request.' }])
  })

  test('is not learned from a request that no way can save', async () => {
    const message = 'Malformed input request.'
    world.emulator.scripts.set([{ answer: { error: 'ValidationException', status: 400, message } }])
    const problem = await problemFrom(ask('openai.gpt-oss-120b-1:0'))
    expect(problem.code).toBe('invalid-request')
    expect(problem.aws?.message).toBe(message)
    expect(learned).toEqual([])
  })

  test('is not learned from failures of another kind', async () => {
    world.emulator.faults.set([{ error: 'ThrottlingException' }])
    expect((await problemFrom(ask(native))).code).toBe('throttled')
    world.emulator.faults.set([{ error: 'AccessDeniedException' }])
    expect((await problemFrom(ask(native))).code).toBe('access-denied')
    expect(calls()).toBe(2)
    expect(learned).toEqual([])
  })
})

test('a schema that no strict tool may have is given to one that is not strict', async () => {
  const refuse = (message: string) => ({ error: 'ValidationException', status: 400, message })
  world.emulator.scripts.set([
    { times: 1, answer: refuse('outputConfig.textFormat: Extra inputs are not permitted') },
    { times: 1, answer: refuse('tools.0.custom.input_schema: Schema is too complex for strict tools') }, // prettier-ignore
  ])
  const answer = await ask(native)
  expect(answer.outputMode).toBe('tool')
  expect(parseAnswer({ ...readModelAnswer(answer.raw), schema: score }).value).toHaveProperty('score') // prettier-ignore
  expect(learned.map(({ rung, schema: of }) => [rung, of !== null])).toEqual([
    ['native_schema', false],
    ['forced_tool', true],
    ['free_tool', true],
  ])
})

test('while a schema compiles, the tool is used instead', async () => {
  const controller = new AbortController()
  const first = problemFrom(ask(slowModel, score, controller.signal))
  while (world.emulator.calls.inFlight() === 0) await new Promise(setImmediate)
  controller.abort(new DOMException('too long', 'TimeoutError'))
  expect((await first).code).toBe('attempt-timeout')
  expect(learned).toMatchObject([{ rung: 'native_schema', schema: expect.any(String) }])
  expect((await ask(slowModel)).outputMode).toBe('strict_tool')
})

describe('beside fields of the author’s own', () => {
  const modelFields = { thinking: { type: 'enabled', budget_tokens: 2000 } }
  const sonnet = 'us.anthropic.claude-sonnet-4-20250514-v1:0'
  const asking = (more: object) =>
    world.bedrock.converse(
      world.connection(),
      { model: sonnet, messages: [{ role: 'user', text: 'Hello' }], inference: {}, schema: score, ...more }, // prettier-ignore
      { signal: new AbortController().signal },
    )
  const refuse = (message: string) => ({ error: 'ValidationException', status: 400, message })

  test('what is refused says nothing of the model without them', async () => {
    world.emulator.scripts.set([
      { times: 1, answer: refuse('output_config.format: Extra inputs are not permitted') },
    ])
    expect((await asking({ modelFields })).outputMode).toBe('strict_tool')
    expect(learned).toMatchObject([{ rung: 'native_schema', model: expect.stringMatching(/ beside [0-9a-f]{16}$/) }]) // prettier-ignore
    const before = calls()
    expect((await asking({ modelFields })).outputMode).toBe('strict_tool')
    expect((await asking({})).outputMode).toBe('native_schema')
    expect((await asking({ modelFields: { top_k: 5 } })).outputMode).toBe('native_schema')
    expect(calls()).toBe(before + 3)
  })

  test('a rung whose name they share is still left for the next', async () => {
    world.emulator.scripts.set([
      { times: 1, answer: refuse('output_config.format: Extra inputs are not permitted') },
    ])
    const effort = { output_config: { effort: 'low' } }
    expect((await asking({ modelFields: effort })).outputMode).toBe('strict_tool')
  })

  test('one that is refused is named, and no other rung is tried', async () => {
    const problem = await problemFrom(asking({ modelFields: { top_k: 501 } }))
    expect(problem).toMatchObject({ code: 'model-fields-refused', aws: { code: 'ValidationException' } }) // prettier-ignore
    expect(problem.message).toContain('top_k: Input should be less than or equal to 500')
    expect(calls()).toBe(1)
    expect(learned).toEqual([])
  })
})

test('sampling settings that a model does not take are named as such', async () => {
  const sampled = (model: string, inference: object) =>
    world.bedrock.converse(
      world.connection(),
      { model, messages: [{ role: 'user', text: 'Hello' }], inference, schema: score },
      { signal: new AbortController().signal },
    )
  const both = { temperature: 0.5, topP: 0.5 }
  const problem = await problemFrom(sampled('us.anthropic.claude-sonnet-4-5-20250929-v1:0', both))
  expect(problem.code).toBe('sampling-refused')
  expect(problem.message).toContain('cannot both be specified')
  expect(problem.remedy).toContain('temperature')
  const newer = await problemFrom(sampled('us.anthropic.claude-opus-4-7', { temperature: 0 }))
  expect(newer.code).toBe('sampling-refused')
})
