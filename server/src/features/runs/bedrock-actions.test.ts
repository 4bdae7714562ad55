import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEngine, type Engine } from './testing/engine.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
})
afterEach(() => engine.close())

const prompt = 'arn:aws:bedrock:us-east-1:111122223333:prompt/CONVSCORE1'
const parameters = [
  { name: 'visitor_json', from: { attribute: 'visitor' } },
  { name: 'last_product_viewed', from: { template: '{{ event.name }} of {{ visitor_json.product }}' } },
] // prettier-ignore

async function run(step: object): Promise<Awaited<ReturnType<Engine['runs']>>[number] | undefined> {
  await engine.publish({ step })
  await engine.startProcessor()
  engine.startWorker()
  await engine.collect({
    tealium_event: 'view',
    tealium_visitor_id: 'v1',
    visitor: { total_orders: 5, product: 'Trail "X" Shoe' },
  })
  const [ended] = await engine.ended(1)
  return ended
}

const managed = (input: object = {}) => ({
  action: 'bedrock.managed-prompt',
  input: { provider_id: engine.providerId, prompt_arn: `${prompt}:1`, parameters, ...input },
})

describe('a managed prompt', () => {
  it('goes from an event to a delivered event, with objects as JSON', async () => {
    expect(await run(managed())).toMatchObject({ state: 'succeeded', problem: null })
    const delivered = (await engine.events()).find(({ run_id }) => run_id !== null)
    expect(delivered).toMatchObject({
      name: 'bedrock_ai_insight',
      visitor_id: 'v1',
      payload: { tealium_account: 'acme', tealium_profile: 'main' },
    })
    expect(delivered?.payload.visitor_score).toBeTypeOf('number')
    const { inputText } = engine.emulator.calls.recent().at(-1) ?? {}
    expect(inputText).toContain('{"total_orders":5,"product":"Trail \\"X\\" Shoe"}')
    expect(inputText).toContain('the value of view of Trail "X" Shoe.')
  })

  it('costs what its model costs', async () => {
    const ended = await run(managed())
    const [attempt] = await engine.attempts(ended?.id ?? '')
    expect(Number(attempt?.cost_usd)).toBeGreaterThan(0)
    expect(attempt).toMatchObject({ request: { prompt_arn: `${prompt}:1` }, output_mode: null })
  })

  it('is asked once more after an answer that cannot be used', async () => {
    engine.emulator.scripts.set([{ times: 1, answer: { text: 'No JSON today.' } }])
    const ended = await run(managed())
    expect(ended).toMatchObject({ state: 'succeeded' })
    expect(await engine.attempts(ended?.id ?? '')).toMatchObject([
      { kind: 'call', problem: { code: 'answer-not-json' } },
      { kind: 'reask', problem: null },
    ])
    expect(engine.emulator.calls.recent().at(-1)?.inputText).toContain('No JSON today.')
  })

  it('is not published with an ARN that cannot be meant', async () => {
    await expect(run(managed({ prompt_arn: `${prompt}:DRAFT` }))).rejects.toThrow('names the draft')
    expect(engine.emulator.calls.count()).toBe(0)
  })
})

describe('a raw request', () => {
  const question =
    'Return JSON: {"tealium_event": "rated", "stars": <integer between 1 and 5>}\nData: '
  it.each([
    ['Claude, from a template', 'anthropic.claude-3-haiku-20240307-v1:0', `{"anthropic_version": "bedrock-2023-05-31", "max_tokens": 200, "messages": [{"role": "user", "content": {{ question | json }}}]}`],
    ['Llama, from an object', 'meta.llama3-8b-instruct-v1:0', { prompt: '{{ question }}', max_gen_len: 200 }],
  ])('%s', async (_, model, body) => {
    const ended = await run({
      action: 'bedrock.invoke-model',
      input: {
        provider_id: engine.providerId,
        model,
        body,
        parameters: [{ name: 'question', from: { template: `${question}{{ event_payload.visitor }}` } }],
        add_event_payload: true,
      },
    })
    expect(ended).toMatchObject({ state: 'succeeded', problem: null })
    const delivered = (await engine.events()).find(({ run_id }) => run_id !== null)
    expect(delivered).toMatchObject({ name: 'rated', visitor_id: 'v1' })
    const [attempt] = await engine.attempts(ended?.id ?? '')
    expect(attempt?.input_tokens).toBeGreaterThan(0)
    expect(engine.emulator.calls.counts()).toEqual({ InvokeModel: 1 })
  }) // prettier-ignore
})

describe('a guardrail', () => {
  const guardrail = { id: 'emulator0grd', version: '1' }

  it.each([
    ['a prompt', () => ({ input: { provider_id: engine.providerId, model: 'amazon.nova-micro-v1:0', prompt: 'This is forbidden.', guardrail } })],
    ['a managed prompt', () => managed({ guardrail, parameters: [...parameters, { name: 'visitor_json', from: { text: 'forbidden' } }] })],
  ])('that blocks %s is a problem of its own, asked neither again nor once more', async (_, step) => {
    const ended = await run(step())
    expect(ended).toMatchObject({ state: 'failed', problem: { code: 'guardrail-intervened', retry: false } })
    const attempts = await engine.attempts(ended?.id ?? '')
    expect(attempts).toMatchObject([
      {
        problem: { code: 'guardrail-intervened' },
        raw: {
          stopReason: 'guardrail_intervened',
          trace: { guardrail: { actionReason: 'Guardrail blocked.' } },
        },
      },
    ])
    expect(engine.emulator.calls.count('Converse')).toBe(1)
  }) // prettier-ignore

  it('that masks lets the answer through', async () => {
    engine.emulator.scripts.set([
      { answer: { json: { tealium_event: 'contact', mail: 'ann@example.com' } } },
    ])
    const ended = await run(managed({ guardrail }))
    expect(ended).toMatchObject({ state: 'succeeded' })
    const delivered = (await engine.events()).find(({ run_id }) => run_id !== null)
    expect(delivered?.payload).toMatchObject({ tealium_event: 'contact', mail: '{EMAIL}' })
  })
})
