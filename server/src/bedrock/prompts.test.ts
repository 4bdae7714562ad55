import { defaultAccounts } from '@outcrop/emulator'
import { describe, expect, test } from 'vitest'
import { readModelAnswer } from './read-model-answer.ts'
import { emulated, problemFrom } from './testing/emulated.ts'

const clock = { aheadMs: 0 }
const thinkingVariant = {
  modelId: 'us.anthropic.claude-sonnet-4-20250514-v1:0',
  templateConfiguration: { text: { text: 'Think of a number.' } },
  additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 9000 } },
}
const thinkingPrompt = { id: 'THINKING01', name: 'thinking', region: 'us-east-1', versions: { DRAFT: thinkingVariant, '1': thinkingVariant } } // prettier-ignore
const accounts = defaultAccounts.map((account) => ({ ...account, prompts: [...(account.prompts ?? []), thinkingPrompt] })) // prettier-ignore
const world = emulated({ accounts }, { now: () => new Date(Date.now() + clock.aheadMs) })
const open = () => ({ signal: new AbortController().signal })
const prompt = 'arn:aws:bedrock:us-east-1:111122223333:prompt/CONVSCORE1'
const variables = {
  tealium_account: 'acme',
  tealium_profile: 'main',
  tealium_visitor_id: 'v-1',
  visitor_json: '{"total_orders":5}',
  last_product_viewed: 'Trail Shoe',
}
const call = (more: object = {}, connection = world.connection()) =>
  world.bedrock.conversePrompt(
    connection,
    { prompt, version: '1', variables, messages: [], ...more },
    open(),
  )

describe('conversePrompt', () => {
  test('renders the prompt, asks its model and knows which one is paid for', async () => {
    const answer = await call()
    expect(answer).toMatchObject({ model: 'amazon.nova-micro-v1:0', outputMode: null })
    expect(answer.usage.input).toBeGreaterThan(0)
    expect(JSON.parse(readModelAnswer(answer.raw).text)).toMatchObject({
      tealium_visitor_id: 'v-1',
      tealium_event: 'bedrock_ai_insight',
    })
    expect(world.emulator.calls.recent().at(-1)).toMatchObject({
      operation: 'Converse',
      modelId: `${prompt}:1`,
    })
  })

  test('reads a version only once', async () => {
    const connection = world.connection()
    await call({}, connection)
    await call({}, connection)
    expect(world.emulator.calls.counts()).toEqual({ GetPrompt: 1, Converse: 2 })
  })

  test('reads it once however many calls begin at the same time', async () => {
    const connection = world.connection()
    await Promise.all(Array.from({ length: 20 }, () => call({}, connection)))
    expect(world.emulator.calls.counts()).toEqual({ GetPrompt: 1, Converse: 20 })
  })

  test('does not take a failure to read for one that lasts', async () => {
    const connection = world.connection()
    world.emulator.faults.set([{ operation: 'GetPrompt', error: 'ThrottlingException', first: 1 }])
    expect((await call({}, connection)).model).toBeNull()
    clock.aheadMs += 10_000
    expect((await call({}, connection)).model).toBe('amazon.nova-micro-v1:0')
    clock.aheadMs += 10_000
    await call({}, connection)
    expect(world.emulator.calls.count('GetPrompt')).toBe(2)
  })

  test('works for who may call a prompt but not read it; then nobody knows the cost', async () => {
    world.emulator.faults.set([{ operation: 'GetPrompt', error: 'AccessDeniedException' }])
    const answer = await call()
    expect(answer.model).toBeNull()
    expect(readModelAnswer(answer.raw).text).toContain('visitor_score')
  })

  test('sends the messages after those of the prompt', async () => {
    const messages = [
      { role: 'assistant' as const, text: 'Sure!' },
      { role: 'user' as const, text: 'Only JSON.' },
    ]
    await call({ messages })
    expect(world.emulator.calls.recent().at(-1)?.inputText).toMatch(/Sure![\s\S]*Only JSON\.$/)
  })

  test.each([
    [
      'an unknown prompt',
      { prompt: prompt.replace('CONVSCORE1', 'NOSUCHPRMT') },
      'resource-not-found',
    ],
    ['an unknown version', { version: '9' }, 'resource-not-found'],
    ['too few variables', { variables: { tealium_account: 'a' } }, 'invalid-request'],
    ['an unknown guardrail', { guardrail: { id: 'nosuch', version: '1' } }, 'resource-not-found'],
  ])('%s', async (_, more, code) => {
    const problem = await problemFrom(call(more))
    expect(problem.code).toBe(code)
    expect(problem.aws?.message).toBeTruthy()
  })

  test('makes no call for an ARN that cannot be meant', async () => {
    const problem = await problemFrom(call({ prompt: `${prompt}:DRAFT` }))
    expect(problem.code).toBe('wrong-target')
    expect(world.emulator.calls.count()).toBe(0)
  })
})

describe('foreseePrompt', () => {
  const foresee = (visitor_json: string, connection = world.connection()) =>
    world.bedrock.foreseePrompt(connection, { prompt, version: '1', variables: { ...variables, visitor_json } }, open()) // prettier-ignore

  test('tells the model, what it may write, and all that is sent to it', async () => {
    const connection = world.connection()
    const { template } = await world.bedrock.getPrompt(connection, { arn: prompt, version: '1' }, open()) // prettier-ignore
    const [small] = await foresee('', connection)
    expect(small).toMatchObject({ model: 'amazon.nova-micro-v1:0', mostOutputTokens: 500 })
    expect(small?.inputBytes).toBeGreaterThan(template.length)
    const [large] = await foresee('x'.repeat(10_000), connection)
    const times = template.split('{{visitor_json}}').length - 1
    expect((large?.inputBytes ?? 0) - (small?.inputBytes ?? 0)).toBe(times * 10_000)
  })

  test('counts what the prompt has its model think', async () => {
    const thinking = prompt.replace('CONVSCORE1', 'THINKING01')
    const [foreseen] = await world.bedrock.foreseePrompt(world.connection(), { prompt: thinking, version: '1', variables: {} }, open()) // prettier-ignore
    expect(foreseen?.mostOutputTokens).toBe(9000 + 4096)
  })

  test('tells why nobody knows', async () => {
    world.emulator.faults.set([{ operation: 'GetPrompt', error: 'ThrottlingException' }])
    expect(await problemFrom(foresee('', world.connection()))).toMatchObject({ code: 'throttled' })
  })
})

test('getPrompt tells the variables, the model and the text', async () => {
  expect(await world.bedrock.getPrompt(world.connection(), { arn: prompt }, open())).toMatchObject({
    name: 'conversion-score',
    version: 'DRAFT',
    model: 'us.amazon.nova-lite-v1:0',
    variables: ['tealium_account', 'tealium_profile', 'tealium_visitor_id', 'visitor_json', 'last_product_viewed'],
  }) // prettier-ignore
  const missing = world.bedrock.getPrompt(world.connection(), { arn: prompt, version: '9' }, open())
  expect((await problemFrom(missing)).code).toBe('resource-not-found')
})
