import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import { beforeEach, expect, it } from 'vitest'
import { startEmulator } from './index.ts'
import { demoKey } from './testing/connect.ts'
import { runningEmulator } from './testing/running-emulator.ts'

// A client that shares nothing with the AWS SDK: its own signatures, requests and event streams.
const emulator = runningEmulator(() => startEmulator({}))
beforeEach(() => {
  emulator().scripts.clear()
  emulator().faults.clear()
})

const model = (id: string) =>
  createAmazonBedrock({ baseURL: emulator().url, region: 'us-east-1', ...demoKey })(id)

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hello' }] }]

it.each([
  ['a model id', 'amazon.nova-micro-v1:0'],
  ['a profile', 'us.anthropic.claude-sonnet-4-20250514-v1:0'],
  ['an ARN', 'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0'],
])('asks %s', async (_, id) => {
  emulator().scripts.set([{ answer: { text: 'Good day.' } }])
  const { content, finishReason, usage } = await model(id).doGenerate({ prompt })

  expect(content).toEqual([{ type: 'text', text: 'Good day.' }])
  expect(finishReason).toMatchObject({ unified: 'stop' })
  expect(usage.outputTokens.total).toBeGreaterThan(0)
})

it('reads a stream to its end', async () => {
  emulator().scripts.set([{ answer: { text: 'Good day to you, and many more words to come.' } }])
  const { stream } = await model('amazon.nova-micro-v1:0').doStream({ prompt })
  let text = ''
  let end: unknown
  for await (const part of stream) {
    if (part.type === 'text-delta') text += part.delta
    if (part.type === 'finish') end = part.finishReason
  }

  expect(text).toBe('Good day to you, and many more words to come.')
  expect(end).toMatchObject({ unified: 'stop' })
})

it('calls a tool', async () => {
  const inputSchema = {
    type: 'object' as const,
    properties: { city: { type: 'string' as const } },
    required: ['city'],
  }
  const { content } = await model('amazon.nova-pro-v1:0').doGenerate({
    prompt: [{ role: 'user', content: [{ type: 'text', text: 'The city is Bern.' }] }],
    tools: [{ type: 'function', name: 'weather', inputSchema }],
    toolChoice: { type: 'tool', toolName: 'weather' },
  })

  expect(content).toMatchObject([{ type: 'tool-call', toolName: 'weather' }])
})

it('is told of errors in its own way', async () => {
  emulator().faults.set([{ error: 'ThrottlingException' }])
  await expect(model('amazon.nova-micro-v1:0').doGenerate({ prompt })).rejects.toMatchObject({
    statusCode: 429,
  })
})
