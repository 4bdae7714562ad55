import {
  ConverseCommand,
  type ConverseCommandInput,
  type Message,
} from '@aws-sdk/client-bedrock-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmulator, type Emulator } from '../index.ts'
import { runtimeClient, transports } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { seedPrompt } from '../testing/seed-prompt.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

const nova = 'amazon.nova-micro-v1:0'

function ask(text: string, more: Partial<ConverseCommandInput> = {}): ConverseCommand {
  return new ConverseCommand({
    modelId: nova,
    messages: [{ role: 'user', content: [{ text }] }],
    ...more,
  })
}

const client = () => runtimeClient(emulator, { transport: 'HTTP/1.1' })

async function textOf(command: ConverseCommand): Promise<string> {
  const { output } = await client().send(command)
  return output?.message?.content?.[0]?.text ?? ''
}

describe.each(transports)('Converse over %s', (transport) => {
  it('answers the marketing prompt with the demanded JSON object', async () => {
    const prompt = seedPrompt({
      lifetime_value: '1200',
      total_orders: 5,
      last_product_viewed: 'Trail Shoe',
    })
    const answer = await runtimeClient(emulator, { transport }).send(ask(prompt))
    const insight: unknown = JSON.parse(answer.output?.message?.content?.[0]?.text ?? '')
    expect(insight).toEqual({
      tealium_account: 'acme',
      tealium_profile: 'main',
      tealium_visitor_id: '__acme_main__5574__',
      tealium_event: 'bedrock_ai_insight',
      visitor_score: expect.toSatisfy(
        (score: unknown) => Number.isInteger(score) && Number(score) >= 0 && Number(score) <= 100,
      ),
    })
    expect(answer.stopReason).toBe('end_turn')
    expect(answer.usage?.inputTokens).toBe(Math.ceil(prompt.length / 4))
    expect(answer.usage?.totalTokens).toBe(
      (answer.usage?.inputTokens ?? 0) + (answer.usage?.outputTokens ?? 0),
    )
    expect(answer.metrics?.latencyMs).toBeGreaterThan(0)
    expect(answer.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('takes an ARN, whose slashes and colons are encoded twice in the signature', async () => {
    const modelId = `arn:aws:bedrock:us-east-1::foundation-model/${nova}`
    const answer = await runtimeClient(emulator, { transport }).send(ask('hello', { modelId }))
    expect(answer.output?.message?.role).toBe('assistant')
  })

  it('forces a tool', async () => {
    const answer = await runtimeClient(emulator, { transport }).send(
      ask('Rate the visitor. Data: {"total_orders": 4}', {
        toolConfig: {
          tools: [{ toolSpec: { name: 'rate', inputSchema: { json: ratingSchema } } }],
          toolChoice: { tool: { name: 'rate' } },
        },
      }),
    )
    expect(answer.stopReason).toBe('tool_use')
    const [block] = answer.output?.message?.content ?? []
    expect(block?.toolUse?.name).toBe('rate')
    expect(block?.toolUse?.toolUseId).toMatch(/^tooluse_[\w-]{22}$/)
    expect(block?.toolUse?.input).toEqual({
      score: expect.any(Number),
      tier: expect.stringMatching(/^(low|high)$/),
    })
  })
})

const ratingSchema = {
  type: 'object',
  properties: { score: { type: 'integer' }, tier: { enum: ['low', 'high'] } },
  required: ['score', 'tier'],
  additionalProperties: false,
}

describe('Converse', () => {
  it('gives the same answer to the same prompt and other answers to other visitors', async () => {
    const buyer = seedPrompt({ total_orders: 12, cart: ['a', 'b'], lifetime_value: 900 })
    const leaver = seedPrompt({ total_orders: 0, returns: 3, refunds: 2, bounces: 4 })
    expect(await textOf(ask(buyer))).toBe(await textOf(ask(buyer)))
    const score = async (prompt: string) =>
      Number(/"visitor_score":(\d+)/.exec(await textOf(ask(prompt)))?.[1])
    expect(await score(buyer)).toBeGreaterThan((await score(leaver)) + 20)
  })

  it('stops at maxTokens', async () => {
    const answer = await client().send(
      ask('Tell me about {"product": "boots"} at length.', { inferenceConfig: { maxTokens: 5 } }),
    )
    expect(answer.stopReason).toBe('max_tokens')
    expect(answer.output?.message?.content?.[0]?.text).toHaveLength(20)
    expect(answer.usage?.outputTokens).toBe(5)
  })

  it('stops before a stop sequence', async () => {
    const prompt = seedPrompt({ total_orders: 1 })
    const answer = await client().send(
      ask(prompt, { inferenceConfig: { stopSequences: ['"tealium_event"'] } }),
    )
    expect(answer.stopReason).toBe('stop_sequence')
    expect(answer.output?.message?.content?.[0]?.text).toBe(
      '{"tealium_account":"acme","tealium_profile":"main","tealium_visitor_id":"__acme_main__5574__",',
    )
  })

  it('continues an answer that the caller began', async () => {
    const text = await textOf(
      new ConverseCommand({
        modelId: nova,
        messages: [
          { role: 'user', content: [{ text: seedPrompt({ total_orders: 1 }) }] },
          { role: 'assistant', content: [{ text: '{' }] },
        ],
      }),
    )
    expect(text).toMatch(/^"tealium_account":"acme"/)
  })

  it('answers in words after a tool has been used', async () => {
    const answer = await client().send(
      new ConverseCommand({
        modelId: nova,
        messages: [
          { role: 'user', content: [{ text: 'Please rate this visitor with the rate tool.' }] },
          {
            role: 'assistant',
            content: [{ toolUse: { toolUseId: 't1', name: 'rate', input: { score: 1 } } }],
          },
          {
            role: 'user',
            content: [{ toolResult: { toolUseId: 't1', content: [{ json: { stored: true } }] } }],
          },
        ],
        toolConfig: {
          tools: [{ toolSpec: { name: 'rate', inputSchema: { json: ratingSchema } } }],
        },
      }),
    )
    expect(answer.stopReason).toBe('end_turn')
    expect(answer.output?.message?.content?.[0]?.text).toContain('Please rate this visitor')
  })

  it('reads the demand in the system prompt and the data in the message', async () => {
    const text = await textOf(
      ask('{"order_id": "o-17", "complaints": 3}', {
        system: [
          { text: 'Return only JSON: {"order_id": <string>, "priority": "low|medium|high"}' },
        ],
      }),
    )
    expect(JSON.parse(text)).toEqual({
      order_id: 'o-17',
      priority: expect.stringMatching(/^(low|medium|high)$/),
    })
  })
})

describe('Converse refuses as AWS does', () => {
  const user: Message = { role: 'user', content: [{ text: 'hi' }] }
  const profileOnly = 'anthropic.claude-sonnet-4-20250514-v1:0'
  const provisionedOnly = 'anthropic.claude-3-haiku-20240307-v1:0:48k'
  const onDemandText = (id: string) =>
    `Invocation of model ID ${id} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`

  it.each<[string, Partial<ConverseCommandInput>, string, number, string | RegExp]>([
    [
      'an unknown model',
      { modelId: 'acme.nothing-v1:0' },
      'ValidationException',
      400,
      'The provided model identifier is invalid.',
    ],
    [
      'text that is no identifier',
      { modelId: 'no such model' },
      'ValidationException',
      400,
      'The provided model identifier is invalid.',
    ],
    [
      'an empty identifier',
      { modelId: '' },
      'ValidationException',
      400,
      /at 'modelId' failed to satisfy constraint: Member must have length greater than or equal to 1/,
    ],
    [
      'an ARN of another region',
      { modelId: `arn:aws:bedrock:eu-west-1::foundation-model/${nova}` },
      'ValidationException',
      400,
      'The provided model identifier is invalid.',
    ],
    [
      'a profile of another continent',
      { modelId: 'eu.amazon.nova-lite-v1:0' },
      'ValidationException',
      400,
      'The provided model identifier is invalid.',
    ],
    [
      'a profile-only model',
      { modelId: profileOnly },
      'ValidationException',
      400,
      onDemandText(profileOnly),
    ],
    [
      'a provisioned-only model',
      { modelId: provisionedOnly },
      'ValidationException',
      400,
      onDemandText(provisionedOnly),
    ],
    [
      'a model at the end of its life',
      { modelId: 'anthropic.claude-v2:1' },
      'ResourceNotFoundException',
      404,
      /end of its life/,
    ],
    [
      'a legacy model',
      { modelId: 'anthropic.claude-3-sonnet-20240229-v1:0' },
      'ResourceNotFoundException',
      404,
      /marked by provider as Legacy/,
    ],
    [
      'an embedding model',
      { modelId: 'amazon.titan-embed-text-v2:0' },
      'ValidationException',
      400,
      /doesn't support the model/,
    ],
    [
      'a system prompt for Titan',
      { modelId: 'amazon.titan-text-express-v1', system: [{ text: 'x' }] },
      'ValidationException',
      400,
      "This model doesn't support system prompts.",
    ],
    [
      'tools for Titan',
      {
        modelId: 'amazon.titan-text-express-v1',
        toolConfig: { tools: [{ toolSpec: { name: 'x', inputSchema: { json: {} } } }] },
      },
      'ValidationException',
      400,
      "This model doesn't support tool use.",
    ],
    ['no messages', { messages: [] }, 'ValidationException', 400, /must start with a user message/],
    [
      'an assistant first',
      { messages: [{ role: 'assistant', content: [{ text: 'hi' }] }] },
      'ValidationException',
      400,
      /must start with a user message/,
    ],
    [
      'two user messages in a row',
      { messages: [user, user] },
      'ValidationException',
      400,
      /must alternate between user and assistant roles/,
    ],
    [
      'empty content',
      { messages: [{ role: 'user', content: [] }] },
      'ValidationException',
      400,
      /Message object at messages.0 is empty/,
    ],
    [
      'blank text',
      { messages: [{ role: 'user', content: [{ text: '  ' }] }] },
      'ValidationException',
      400,
      /messages.0.content.0 is blank/,
    ],
    [
      'too many tokens asked for',
      { inferenceConfig: { maxTokens: 10_001 } },
      'ValidationException',
      400,
      /exceeds the model limit of 10000/,
    ],
    [
      'a temperature above 1',
      { inferenceConfig: { temperature: 2 } },
      'ValidationException',
      400,
      /'inferenceConfig.temperature' failed to satisfy constraint: Member must have value less than or equal to 1/,
    ],
    [
      'too much text',
      {
        modelId: 'meta.llama3-8b-instruct-v1:0',
        messages: [{ role: 'user', content: [{ text: 'x'.repeat(40_000) }] }],
      },
      'ValidationException',
      400,
      'Input is too long for requested model.',
    ],
    [
      'a tool that was not offered',
      {
        toolConfig: {
          tools: [{ toolSpec: { name: 'x', inputSchema: { json: {} } } }],
          toolChoice: { tool: { name: 'y' } },
        },
      },
      'ValidationException',
      400,
      /The tool y/,
    ],
  ])('%s', async (_, more, name, status, message) => {
    const failure = await failureOf(client().send(ask('hi', more)))
    expect(failure).toMatchObject({ name, status })
    if (typeof message === 'string') expect(failure.message).toBe(message)
    else expect(failure.message).toMatch(message)
  })

  it.each([
    ['a system profile', 'us.anthropic.claude-sonnet-4-20250514-v1:0'],
    ['a global profile', 'global.anthropic.claude-sonnet-4-20250514-v1:0'],
    [
      'a profile ARN',
      'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0',
    ],
    [
      'an application profile ARN',
      'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/emulator0app',
    ],
    [
      'a provisioned model ARN',
      'arn:aws:bedrock:us-east-1:111122223333:provisioned-model/emulator0ptu',
    ],
  ])('but takes %s', async (_, modelId) => {
    expect((await client().send(ask('hello', { modelId }))).stopReason).toBe('end_turn')
  })
})

it('can answer from any region that has the model', async () => {
  const european = runtimeClient(emulator, { region: 'eu-central-1' })
  const answer = await european.send(
    ask('hello', { modelId: 'eu.anthropic.claude-sonnet-4-20250514-v1:0' }),
  )
  expect(answer.stopReason).toBe('end_turn')
})
