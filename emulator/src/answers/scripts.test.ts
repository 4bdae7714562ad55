import {
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
} from '@aws-sdk/client-bedrock-runtime'
import { expect, it } from 'vitest'
import { runtimeClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()

const messages = (text: string) => [{ role: 'user' as const, content: [{ text }] }]
const converse = (text: string, modelId = 'amazon.nova-micro-v1:0') =>
  runtimeClient(emulator()).send(
    new ConverseCommand({ modelId, messages: messages(text), inferenceConfig: { maxTokens: 100 } }),
  )
const textOf = async (text: string, modelId?: string) =>
  (await converse(text, modelId)).output?.message?.content?.[0]?.text

it('answers by prompt and model, in order, as often as it shall', async () => {
  emulator().scripts.set([
    { prompt: 'weather', times: 2, answer: { text: 'Rain.' } },
    { prompt: '/WEATHER|sky/i', answer: { text: 'Sun.' } },
    { model: 'amazon.nova-lite*', answer: { json: { ok: true } } },
  ])
  expect([await textOf('weather'), await textOf('weather'), await textOf('weather')]).toEqual([
    'Rain.',
    'Rain.',
    'Sun.',
  ])
  expect(await textOf('The Sky?')).toBe('Sun.')
  expect(await textOf('else', 'amazon.nova-lite-v1:0')).toBe('{"ok":true}')
  expect(await textOf('else')).toContain('You asked: “else”')
})

it('can use a tool', async () => {
  emulator().scripts.set([{ answer: { toolUse: { name: 'save', input: { n: 1 } } } }])
  const { stopReason, output } = await converse('x')
  expect(stopReason).toBe('tool_use')
  expect(output?.message?.content?.[0]?.toolUse).toMatchObject({ name: 'save', input: { n: 1 } })
})

it('can fail', async () => {
  emulator().scripts.set([
    { prompt: 'a', answer: { error: 'ModelTimeoutException' } },
    { prompt: 'b', answer: { error: 'StrangeException', status: 418, message: 'Strange.' } },
  ])
  expect(await failureOf(converse('a'))).toMatchObject({
    name: 'ModelTimeoutException',
    status: 408,
  })
  expect(await failureOf(converse('b'))).toMatchObject({
    name: 'StrangeException',
    status: 418,
    message: 'Strange.',
  })
})

it('can send any body', async () => {
  emulator().scripts.set([
    { prompt: 'empty', answer: { body: {} } },
    { prompt: 'broken', answer: { body: '{"output":' } },
  ])
  expect((await converse('empty')).output).toBeUndefined()
  expect((await failureOf(converse('broken'))).name).toBe('SyntaxError')
  const raw = await runtimeClient(emulator()).send(
    new InvokeModelCommand({
      modelId: 'amazon.titan-text-express-v1',
      body: '{"inputText":"broken"}',
      contentType: 'application/json',
    }),
  )
  expect(new TextDecoder().decode(raw.body)).toBe('{"output":')
})

it('streams, and obeys maxTokens like any answer', async () => {
  emulator().scripts.set([{ answer: { text: 'x'.repeat(900) } }])
  const { stream } = await runtimeClient(emulator()).send(
    new ConverseStreamCommand({ modelId: 'amazon.nova-micro-v1:0', messages: messages('x') }),
  )
  let text = ''
  for await (const event of stream ?? []) text += event.contentBlockDelta?.delta?.text ?? ''
  expect(text).toHaveLength(900)
  const { stopReason, usage } = await converse('x')
  expect([stopReason, usage?.outputTokens]).toEqual(['max_tokens', 100])
})

it('refuses a script that says nothing', () => {
  const wrong = [{ prompt: 'x' }]
  // @ts-expect-error -- that is what shall be refused at run time too
  expect(() => emulator().scripts.set(wrong)).toThrow(/answer/)
})
