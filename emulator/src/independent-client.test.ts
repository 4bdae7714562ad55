import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import { beforeEach, expect, it, vi } from 'vitest'
import { startEmulator } from './index.ts'
import { demoKey } from './testing/connect.ts'
import { anyNumber } from './testing/matchers.ts'
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

const weather = {
  type: 'function' as const,
  name: 'weather',
  inputSchema: { type: 'object' as const, properties: { city: { type: 'string' as const } } },
}

it('streams the input of a tool', async () => {
  emulator().scripts.set([{ answer: { toolUse: { name: 'weather', input: { city: 'Bern' } } } }])
  const { stream } = await model('amazon.nova-pro-v1:0').doStream({ prompt, tools: [weather] })
  let input = ''
  const kinds = new Set<string>()
  for await (const part of stream) {
    kinds.add(part.type)
    if (part.type === 'tool-input-delta') input += part.delta
  }

  expect(JSON.parse(input)).toEqual({ city: 'Bern' })
  expect([...kinds]).toEqual(expect.arrayContaining(['tool-input-start', 'tool-call', 'finish']))
})

it('goes on after the result of a tool', async () => {
  const call = { type: 'tool-call' as const, toolCallId: 'tooluse_1', toolName: 'weather', input: { city: 'Bern' } } // prettier-ignore
  const output = { type: 'text' as const, value: 'Sunny' }
  const result = { type: 'tool-result' as const, toolCallId: 'tooluse_1', toolName: 'weather', output } // prettier-ignore
  const { content } = await model('amazon.nova-pro-v1:0').doGenerate({
    prompt: [
      { role: 'system', content: 'Be brief.' },
      ...prompt,
      { role: 'assistant', content: [call] },
      { role: 'tool', content: [result] },
    ],
    tools: [weather],
  })

  expect(content).toMatchObject([{ type: 'text' }])
})

it('gets JSON of a schema', async () => {
  const schema = {
    type: 'object' as const,
    properties: { city: { type: 'string' as const }, score: { type: 'integer' as const } },
    required: ['city', 'score'],
    additionalProperties: false,
  }
  const { content } = await model('amazon.nova-pro-v1:0').doGenerate({
    prompt: [{ role: 'user', content: [{ type: 'text', text: 'Rate {"city": "Bern"}' }] }],
    responseFormat: { type: 'json', schema },
  })

  const [part] = content
  const text = part?.type === 'text' ? part.text : ''
  expect(JSON.parse(text)).toMatchObject({ city: 'Bern', score: anyNumber })
})

it.each([
  ['AccessDeniedException', 403],
  ['ModelNotReadyException', 429],
  ['ServiceUnavailableException', 503],
  ['overloaded_error', 529],
])('hears of %s with its status', async (error, statusCode) => {
  emulator().faults.set([{ error }])
  const asked = model('amazon.nova-micro-v1:0').doGenerate({ prompt })
  await expect(asked).rejects.toMatchObject({ statusCode })
})

it('is told of an exception in the middle of a stream', async () => {
  emulator().faults.set([{ exception: 'ThrottlingException', exceptionAfter: 2 }])
  const { stream } = await model('amazon.nova-micro-v1:0').doStream({ prompt })
  const errors: unknown[] = []
  for await (const part of stream) if (part.type === 'error') errors.push(part.error)
  expect(errors).toHaveLength(1)
})

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') // prettier-ignore
const withFile = (data: Uint8Array, mediaType: string) => [
  {
    role: 'user' as const,
    content: [
      { type: 'text' as const, text: 'What is this?' },
      { type: 'file' as const, data, mediaType, filename: 'a' },
    ],
  },
]

it.each([
  ['an image', png, 'image/png'],
  ['a document', Buffer.from('%PDF-1.4'), 'application/pdf'],
])('sends %s', async (_, data, mediaType) => {
  const asked = model('amazon.nova-lite-v1:0').doGenerate({ prompt: withFile(data, mediaType) })
  expect((await asked).content).toMatchObject([{ type: 'text' }])
})

it('is told that a model sees no images', async () => {
  const asked = model('amazon.nova-micro-v1:0').doGenerate({ prompt: withFile(png, 'image/png') })
  await expect(asked).rejects.toMatchObject({
    statusCode: 400,
    message: "This model doesn't support the image field for user messages. Remove image and try again.", // prettier-ignore
  })
})

it('may let Claude think', async () => {
  const thinking = (budgetTokens: number) =>
    model('us.anthropic.claude-sonnet-4-20250514-v1:0').doGenerate({
      prompt,
      providerOptions: { bedrock: { reasoningConfig: { type: 'enabled', budgetTokens } } },
    })
  expect((await thinking(2000)).finishReason).toMatchObject({ unified: 'stop' })
  await expect(thinking(100)).rejects.toThrow('Input should be greater than or equal to 1024')
})

it('ends at a stop sequence, and at the most tokens', async () => {
  emulator().scripts.set([{ answer: { text: 'One, two, three, four, five, six, seven.' } }])
  const ask = (more: object) => model('amazon.nova-lite-v1:0').doGenerate({ prompt, ...more })
  const stopped = await ask({ stopSequences: ['three'] })
  expect(stopped.content).toEqual([{ type: 'text', text: 'One, two, ' }])
  expect((await ask({ maxOutputTokens: 2 })).finishReason).toMatchObject({ unified: 'length' })
})

it('gives a stream up in the middle, and the emulator lets it go', async () => {
  emulator().faults.set([{ frameMs: 50 }])
  const abort = new AbortController()
  const { stream } = await model('amazon.nova-micro-v1:0').doStream({ prompt, abortSignal: abort.signal }) // prettier-ignore
  const reading = (async () => {
    for await (const part of stream) if (part.type === 'text-delta') abort.abort()
  })()
  await expect(reading).rejects.toThrow()
  await vi.waitFor(() => expect(emulator().calls.inFlight()).toBe(0))
})
