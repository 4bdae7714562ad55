import { describe, expect, test } from 'vitest'
import type { Answer } from './answer.ts'
import { parseAnswer } from './answers/parse-answer.ts'
import { readInvokeAnswer } from './read-invoke-answer.ts'
import { emulated, problemFrom } from './testing/emulated.ts'

const world = emulated()
const open = () => ({ signal: new AbortController().signal })
const guardrail = { id: 'emulator0grd', version: '1' }

function invoke(model: string, body: object | string, more: object = {}): Promise<Answer> {
  return world.bedrock.invokeModel(
    world.connection(),
    {
      model,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      contentType: 'application/json',
      accept: 'application/json',
      ...more,
    },
    open(),
  )
}

const claude = (content: string, max_tokens = 100) => ({
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens,
  messages: [{ role: 'user', content }],
})

const families: readonly [string, string, object][] = [
  ['Claude', 'anthropic.claude-3-haiku-20240307-v1:0', claude('Say hello')],
  ['Nova', 'amazon.nova-micro-v1:0', { messages: [{ role: 'user', content: [{ text: 'Say hello' }] }], inferenceConfig: { maxTokens: 100 } }],
  ['Titan', 'amazon.titan-text-express-v1', { inputText: 'Say hello' }],
  ['Llama', 'meta.llama3-8b-instruct-v1:0', { prompt: 'Say hello', max_gen_len: 100 }],
  ['OpenAI style', 'openai.gpt-oss-20b-1:0', { messages: [{ role: 'user', content: 'Say hello' }] }],
] // prettier-ignore

describe('invokeModel', () => {
  test.each(families)('finds the text of %s, and counts tokens', async (_, model, body) => {
    world.emulator.scripts.set([{ answer: { text: 'Hello there.' } }])
    const answer = await invoke(model, body)
    expect(readInvokeAnswer(answer.raw).text).toBe('Hello there.')
    const [call] = world.emulator.calls.recent()
    expect(answer).toMatchObject({
      model,
      requestId: call?.requestId,
      usage: { input: call?.inputTokens, output: call?.outputTokens, cacheRead: null },
    })
    expect(answer.usage.input).toBeGreaterThan(0)
    expect(JSON.parse(JSON.stringify(answer.raw))).toEqual(answer.raw)
  })

  test.each(families)('sees that an answer of %s was cut', async (_, model, body) => {
    world.emulator.scripts.set([{ answer: { text: 'word '.repeat(40_000) } }])
    const { stopReason } = readInvokeAnswer((await invoke(model, body)).raw)
    expect(stopReason).toBe('max_tokens')
  })

  test('takes the body of an unknown kind of model as the answer', async () => {
    const body = { inputText: 'trail shoes', dimensions: 256 }
    const { raw } = await invoke('amazon.titan-embed-text-v2:0', body)
    expect(readInvokeAnswer(raw).text).toMatch(/^\{"embedding":\[/)
  })

  test('keeps text as text and bytes as base64', async () => {
    world.emulator.scripts.set([{ answer: { body: 'just words', contentType: 'text/plain' } }])
    const { raw } = await invoke('anthropic.claude-3-haiku-20240307-v1:0', claude('x'))
    expect(raw).toMatchObject({ contentType: 'text/plain', body: 'just words' })
    expect(readInvokeAnswer(raw).text).toBe('just words')
  })

  test('says what AWS refuses', async () => {
    const problem = await problemFrom(invoke('anthropic.claude-3-haiku-20240307-v1:0', { prompt: 'old' }))
    expect(problem.code).toBe('invalid-request')
    expect(problem.aws?.message).toContain('Malformed input request')
  }) // prettier-ignore

  test.each([
    ['a prompt', 'arn:aws:bedrock:us-east-1:111122223333:prompt/CONVSCORE1', {}, /managed-prompt/],
    ['a profile of another region', 'arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.amazon.nova-lite-v1:0', {}, /provider in eu-west-1/],
    ['a guardrail that is none', 'amazon.nova-micro-v1:0', { guardrail: { id: 'No Such', version: '1' } }, /Copy the id/],
    ['a guardrail of another region', 'amazon.nova-micro-v1:0', { guardrail: { id: 'arn:aws:bedrock:eu-west-1:111122223333:guardrail/abc', version: '1' } }, /provider in eu-west-1/],
    ['a prompt as guardrail', 'amazon.nova-micro-v1:0', { guardrail: { id: 'arn:aws:bedrock:us-east-1:111122223333:prompt/CONVSCORE1', version: '1' } }, /looks like/],
    ['a version that is none', 'amazon.nova-micro-v1:0', { guardrail: { ...guardrail, version: '0' } }, /DRAFT/],
  ])('refuses %s before any call', async (_, model, more, remedy) => {
    const problem = await problemFrom(invoke(model, {}, more))
    expect(problem.code).toBe('wrong-target')
    expect(problem.remedy).toMatch(remedy)
    expect(world.emulator.calls.count()).toBe(0)
  }) // prettier-ignore
})

describe('a guardrail of invokeModel', () => {
  test('blocks, and says on which side and why', async () => {
    const model = 'anthropic.claude-3-haiku-20240307-v1:0'
    const { raw } = await invoke(model, claude('a stock tip, please'), { guardrail })
    expect(() => readInvokeAnswer(raw)).toThrow(
      /blocked the question because of "Investment advice"\. It says: This request is not allowed here\./,
    )
    world.emulator.scripts.set([{ answer: { text: 'my card is 4111 1111 1111 1111' } }])
    const answered = await invoke(model, claude('hello'), { guardrail })
    expect(() => readInvokeAnswer(answered.raw)).toThrow(
      /blocked the answer because of CREDIT_DEBIT_CARD_NUMBER/,
    )
  })

  test('that only masks is no failure', async () => {
    world.emulator.scripts.set([{ answer: { text: 'Write to ann@example.com' } }])
    const { raw } = await invoke('amazon.nova-micro-v1:0', families[1]?.[2] ?? {}, { guardrail })
    const answer = readInvokeAnswer(raw)
    expect(parseAnswer({ ...answer, schema: null }).value).toBe('Write to {EMAIL}')
  })
})
