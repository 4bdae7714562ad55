import { ConverseCommand, type ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, it } from 'vitest'
import { runtimeClient, transports } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { seedPrompt } from '../testing/seed-prompt.ts'
import { anyNumber, textLike, numberFrom } from '../testing/matchers.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()

const nova = 'amazon.nova-micro-v1:0'

function ask(text: string, more: Partial<ConverseCommandInput> = {}): ConverseCommand {
  return new ConverseCommand({
    modelId: nova,
    messages: [{ role: 'user', content: [{ text }] }],
    ...more,
  })
}

const client = () => runtimeClient(emulator(), { transport: 'HTTP/1.1' })

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
    const answer = await runtimeClient(emulator(), { transport }).send(ask(prompt))
    const insight: unknown = JSON.parse(answer.output?.message?.content?.[0]?.text ?? '')
    expect(insight).toEqual({
      tealium_account: 'acme',
      tealium_profile: 'main',
      tealium_visitor_id: '__acme_main__5574__',
      tealium_event: 'bedrock_ai_insight',
      visitor_score: numberFrom(0, 100),
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
    const answer = await runtimeClient(emulator(), { transport }).send(ask('hello', { modelId }))
    expect(answer.output?.message?.role).toBe('assistant')
  })

  it('forces a tool', async () => {
    const answer = await runtimeClient(emulator(), { transport }).send(
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
      score: anyNumber,
      tier: textLike(/^(low|high)$/),
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
      priority: textLike(/^(low|medium|high)$/),
    })
  })
})

it('returns the fields of the model’s own answer that are asked for', async () => {
  const claude = {
    modelId: 'anthropic.claude-3-haiku-20240307-v1:0',
    inferenceConfig: { stopSequences: ['"tealium_profile"'] },
  }
  const prompt = seedPrompt({ total_orders: 1 })
  const answer = await client().send(
    ask(prompt, {
      ...claude,
      additionalModelResponseFieldPaths: [
        '/stop_sequence',
        '/usage/input_tokens',
        '/usage/output_tokens',
        '/nothing',
      ],
    }),
  )
  expect(answer.additionalModelResponseFields).toEqual({
    stop_sequence: '"tealium_profile"',
    usage: { input_tokens: answer.usage?.inputTokens, output_tokens: answer.usage?.outputTokens },
  })
  const failure = await failureOf(
    client().send(ask(prompt, { ...claude, additionalModelResponseFieldPaths: ['stop_sequence'] })),
  )
  expect(failure).toMatchObject({ name: 'ValidationException', status: 400 })
})

it('can answer from any region that has the model', async () => {
  const european = runtimeClient(emulator(), { region: 'eu-central-1' })
  const answer = await european.send(
    ask('hello', { modelId: 'eu.anthropic.claude-sonnet-4-20250514-v1:0' }),
  )
  expect(answer.stopReason).toBe('end_turn')
})

it('tells back how the caller wanted to be served', async () => {
  const answer = await runtimeClient(emulator()).send(
    new ConverseCommand({
      modelId: 'us.amazon.nova-pro-v1:0',
      messages: [{ role: 'user', content: [{ text: 'Hello' }] }],
      performanceConfig: { latency: 'optimized' },
      serviceTier: { type: 'flex' },
    }),
  )
  expect(answer).toMatchObject({
    performanceConfig: { latency: 'optimized' },
    serviceTier: { type: 'flex' },
  })
})
