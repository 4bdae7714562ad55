import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { afterEach, expect, it } from 'vitest'
import { startEmulator, type Emulator, type EmulatorOptions } from '../index.ts'
import { runtimeClient, secondKey } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'

let emulator: Emulator
let aheadMs = 0
afterEach(async () => {
  aheadMs = 0
  await emulator.close()
})

async function start(quotas: EmulatorOptions['quotas']): Promise<void> {
  emulator = await startEmulator({ quotas, now: () => new Date(1_900_000_000_000 + aheadMs) })
}

type Wish = { modelId?: string; maxTokens?: number; region?: string; second?: boolean }

async function converse({
  modelId = 'amazon.nova-micro-v1:0',
  maxTokens = 10,
  region = 'us-east-1',
  second = false,
}: Wish = {}) {
  // The client's clock must agree with the injected one.
  const systemClockOffset = 1_900_000_000_000 + aheadMs - Date.now()
  const client = runtimeClient(emulator, {
    region,
    systemClockOffset,
    transport: 'HTTP/1.1',
    ...(second && { credentials: secondKey }),
  })
  const command = new ConverseCommand({
    modelId,
    inferenceConfig: { maxTokens },
    messages: [{ role: 'user', content: [{ text: 'x'.repeat(400) }] }],
  })
  return client.send(command)
}

const tooMany = {
  name: 'ThrottlingException',
  status: 429,
  message: 'Too many requests, please wait before trying again.',
}
const tooManyTokens = { ...tooMany, message: 'Too many tokens, please wait before trying again.' }

it('counts requests per minute and refills steadily', async () => {
  await start([{ model: 'amazon.*', rpm: 6 }])
  for (let turn = 0; turn < 6; turn += 1) await converse()
  expect(await failureOf(converse())).toMatchObject(tooMany)
  aheadMs = 9_999
  expect(await failureOf(converse())).toMatchObject(tooMany)
  aheadMs = 10_000
  await converse()
  expect(await failureOf(converse())).toMatchObject(tooMany)
  aheadMs = 600_000
  for (let turn = 0; turn < 6; turn += 1) await converse()
  expect(await failureOf(converse())).toMatchObject(tooMany)
})

it('keeps accounts, regions and models apart, and a profile apart from its model', async () => {
  await start([{ rpm: 1 }])
  await converse()
  expect(await failureOf(converse())).toMatchObject(tooMany)
  await converse({ second: true })
  await converse({ region: 'us-west-2' })
  await converse({ modelId: 'amazon.nova-lite-v1:0' })
  await converse({ modelId: 'us.amazon.nova-micro-v1:0' })
})

it('covers only what it names', async () => {
  await start([
    { model: 'amazon.nova-lite*', account: '111122223333', region: 'us-east-1', rpm: 1 },
  ])
  for (let turn = 0; turn < 3; turn += 1) await converse()
  await converse({ modelId: 'amazon.nova-lite-v1:0' })
  expect(await failureOf(converse({ modelId: 'amazon.nova-lite-v1:0' }))).toMatchObject(tooMany)
  await converse({ modelId: 'amazon.nova-lite-v1:0', second: true })
})

it('reserves the tokens that an answer may have, and settles what it had', async () => {
  await start([{ tpm: 1000 }])
  // 100 tokens of input; the first call asks for more than the minute holds.
  expect(await failureOf(converse({ maxTokens: 901 }))).toMatchObject(tooManyTokens)
  const { usage } = await converse({ maxTokens: 900 })
  const left = 1000 - (usage?.totalTokens ?? 0)
  expect(left).toBeGreaterThan(500)
  expect(await failureOf(converse({ maxTokens: left - 99 }))).toMatchObject(tooManyTokens)
  await converse({ maxTokens: left - 100 })
})

it('counts an output token of the newer Claude models five times', async () => {
  await start([{ tpm: 1000 }])
  const modelId = 'us.anthropic.claude-sonnet-4-20250514-v1:0'
  const { usage } = await converse({ modelId, maxTokens: 100 })
  const left = 1000 - (usage?.inputTokens ?? 0) - 5 * (usage?.outputTokens ?? 0)
  expect(await failureOf(converse({ modelId, maxTokens: left - 99 }))).toMatchObject(tooManyTokens)
  await converse({ modelId, maxTokens: left - 100 })
})

it('tells how long to wait, when it shall', async () => {
  await start([{ rpm: 2, retryAfter: true }])
  await converse()
  await converse()
  const error: unknown = await converse().catch((thrown: unknown) => thrown)
  expect(error).toHaveProperty('$response.headers.retry-after', '30')
})
