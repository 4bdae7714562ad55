import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { expect, it } from 'vitest'
import { startEmulator } from '../index.ts'
import { demoKey, runtimeClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { anyNumber, textLike } from '../testing/matchers.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator(() => startEmulator({ keepCalls: 3 }))

const send = (text: string, options: Parameters<typeof runtimeClient>[1] = {}) =>
  runtimeClient(emulator(), options).send(
    new ConverseCommand({
      modelId: 'amazon.nova-micro-v1:0',
      system: [{ text: 'Be kind.' }],
      messages: [{ role: 'user', content: [{ text }] }],
    }),
  )

it('keeps what is worth knowing of a call', async () => {
  const answer = await send('hello')
  expect(emulator().calls.recent()).toEqual([
    {
      at: textLike(/^\d{4}-\d\d-\d\dT/),
      operation: 'Converse',
      requestId: answer.$metadata.requestId,
      invocationId: textLike(/^[0-9a-f-]{36}$/),
      attempt: 1,
      region: 'us-east-1',
      accountId: '111122223333',
      accessKeyId: demoKey.accessKeyId,
      modelId: 'amazon.nova-micro-v1:0',
      inputText: 'Be kind.\n\nhello',
      status: 200,
      errorCode: null,
      inputTokens: answer.usage?.inputTokens,
      outputTokens: answer.usage?.outputTokens,
      durationMs: anyNumber,
    },
  ])
})

it('tells the SDK’s retries of one call by their common id', async () => {
  emulator().calls.clear()
  await send('hello', { fault: 'InternalServerException;first=1;per=invocation', maxAttempts: 2 })
  const [first, second] = emulator().calls.recent()
  expect(first).toMatchObject({ attempt: 1, status: 500, errorCode: 'InternalServerException' })
  expect(second).toMatchObject({ attempt: 2, status: 200, invocationId: first?.invocationId })
})

it('counts everything and forgets old details', async () => {
  emulator().calls.clear()
  for (let turn = 0; turn < 10; turn += 1) await send(`call ${turn}`)
  await failureOf(send('refused', { credentials: { ...demoKey, secretAccessKey: 'wrong' } }))
  expect(emulator().calls.count()).toBe(11)
  expect(emulator().calls.count('Converse')).toBe(11)
  expect(emulator().calls.count('InvokeModel')).toBe(0)
  expect(emulator().calls.counts()).toEqual({ Converse: 11 })
  expect(
    emulator()
      .calls.recent()
      .map(({ inputText, status }) => [inputText, status]),
  ).toEqual([
    ['Be kind.\n\ncall 8', 200],
    ['Be kind.\n\ncall 9', 200],
    ['', 403],
  ])
  expect(emulator().calls.recent(1)).toHaveLength(1)
  expect(emulator().calls.recent(0)).toEqual([])
})

it('keeps only the beginning of a long prompt', async () => {
  await send('x'.repeat(50_000))
  expect(emulator().calls.recent(1)[0]?.inputText).toHaveLength(20_000)
})
