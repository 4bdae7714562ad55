import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEngine, type Engine } from './testing/engine.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
})
afterEach(() => engine.close())

const sonnet = 'us.anthropic.claude-sonnet-4-20250514-v1:0'
const thinking = { thinking: { type: 'enabled', budget_tokens: 2000 } }
const settings = (fields: object, more: object = {}) => ({
  inference: { ...more, additional_model_request_fields: fields },
})

async function run(model: string, inference: object, parts: object = {}) {
  await engine.publish({ input: { model, ...inference }, ...parts })
  await engine.startProcessor()
  engine.startWorker()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1' })
  const [ended] = await engine.ended(1)
  return { ended, attempts: await engine.attempts(ended?.id ?? '') }
}

const structured = {
  step: {
    output: { type: 'structured', fields: [{ name: 'visitor_score', type: 'integer' }] },
    deliver: { to: 'nowhere' },
  },
}

describe('additional fields of a model', () => {
  it('have it think before it answers, from an event to the answer event', async () => {
    const { ended, attempts } = await run(sonnet, settings(thinking, { max_tokens: 4000 }))
    expect(ended).toMatchObject({ state: 'succeeded', problem: null })
    expect(attempts).toMatchObject([
      {
        request: { inference: { max_tokens: 4000, additional_model_request_fields: thinking } },
        raw: { output: { message: { content: [{ reasoningContent: {} }, {}] } } },
      },
    ])
    const answer = (await engine.events()).find(({ run_id }) => run_id !== null)
    expect(answer?.visitor_id).toBe('v1')
    expect(JSON.stringify(answer?.payload)).not.toContain('I am asked')
  })

  it('leave a thinking Claude a free choice of its tool, and do not try to force it', async () => {
    const message = 'output_config.format: Extra inputs are not permitted'
    engine.emulator.scripts.set([
      { times: 1, answer: { error: 'ValidationException', status: 400, message } },
    ])
    const { ended, attempts } = await run(sonnet, settings(thinking), structured)
    expect(ended).toMatchObject({ state: 'succeeded', failures: 0 })
    expect(attempts).toMatchObject([{ output_mode: 'strict_tool', problem: null }])
    expect(engine.emulator.calls.count('Converse')).toBe(2)
  })

  it('stay when the answer has to be asked for once more', async () => {
    engine.emulator.scripts.set([{ times: 1, answer: { text: 'No JSON today.' } }])
    const { ended, attempts } = await run(sonnet, settings(thinking, { max_tokens: 4000 }))
    expect(ended).toMatchObject({ state: 'succeeded' })
    const inference = { additional_model_request_fields: thinking }
    expect(attempts).toMatchObject([
      { kind: 'call', request: { inference }, problem: { code: 'answer-not-json' } },
      { kind: 'reask', request: { inference }, problem: null },
    ])
  })

  it.each([
    ['Claude', sonnet, { top_kk: 5 }, 'top_kk: Extra inputs are not permitted'],
    ['Nova', 'amazon.nova-micro-v1:0', { top_k: 5 }, '[top_k]'],
  ])('that %s does not know are a problem that names them, asked once', async (_, model, fields, said) => {
    const { ended } = await run(model, settings(fields), structured)
    expect(ended).toMatchObject({
      state: 'failed',
      problem: { code: 'model-fields-refused', who: 'author', retry: false, detail: expect.stringContaining(said), aws: { code: 'ValidationException' } },
    })
    expect(engine.emulator.calls.count('Converse')).toBe(1)
  }) // prettier-ignore

  it('that Claude refuses beside each other are not published', async () => {
    const published = engine.publish({
      input: { model: sonnet, ...settings(thinking, { max_tokens: 1500, temperature: 0 }) },
    })
    await expect(published).rejects.toThrow('thinking.budget_tokens must be less than max tokens (1500)') // prettier-ignore
    expect(engine.emulator.calls.count()).toBe(0)
  })
})
