import { ConverseStreamCommand, type ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, it } from 'vitest'
import { runtimeClient, transports, type Transport } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { seedPrompt } from '../testing/seed-prompt.ts'
import { anyNumber, anyText } from '../testing/matchers.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()

const messages = [{ role: 'user' as const, content: [{ text: seedPrompt({ total_orders: 2 }) }] }]

async function eventsOf(
  transport: Transport,
  more: Partial<ConstructorParameters<typeof ConverseStreamCommand>[0]> = {},
): Promise<ConverseStreamOutput[]> {
  const command = new ConverseStreamCommand({ modelId: 'amazon.nova-lite-v1:0', messages, ...more })
  const { stream } = await runtimeClient(emulator(), { transport }).send(command)
  const events: ConverseStreamOutput[] = []
  for await (const event of stream ?? []) events.push(event)
  return events
}

function kinds(events: readonly ConverseStreamOutput[]): string[] {
  const names = events.map((event) => Object.keys(event)[0] ?? '')
  return names.filter((name, index) => name !== names[index - 1])
}

describe.each(transports)('ConverseStream over %s', (transport) => {
  it('sends the text in pieces and the usage last', async () => {
    const events = await eventsOf(transport)
    expect(kinds(events)).toEqual([
      'messageStart',
      'contentBlockDelta',
      'contentBlockStop',
      'messageStop',
      'metadata',
    ])
    const pieces = events.map((event) => event.contentBlockDelta?.delta?.text ?? '')
    expect(pieces.filter((piece) => piece !== '').length).toBeGreaterThan(3)
    expect(JSON.parse(pieces.join(''))).toMatchObject({ tealium_event: 'bedrock_ai_insight' })
    expect(events.at(-2)?.messageStop?.stopReason).toBe('end_turn')
    expect(events.at(-1)?.metadata?.usage?.outputTokens).toBe(Math.ceil(pieces.join('').length / 4))
  })

  it('sends a tool call in fragments of its input', async () => {
    const json = {
      type: 'object',
      properties: { note: { type: 'string' }, score: { type: 'integer' } },
    }
    const events = await eventsOf(transport, {
      toolConfig: {
        tools: [{ toolSpec: { name: 'store', inputSchema: { json } } }],
        toolChoice: { any: {} },
      },
    })
    expect(kinds(events)).toEqual([
      'messageStart',
      'contentBlockStart',
      'contentBlockDelta',
      'contentBlockStop',
      'messageStop',
      'metadata',
    ])
    expect(events[1]?.contentBlockStart?.start?.toolUse?.name).toBe('store')
    const input: unknown = JSON.parse(
      events.map((event) => event.contentBlockDelta?.delta?.toolUse?.input ?? '').join(''),
    )
    expect(input).toEqual({ note: anyText, score: anyNumber })
    expect(events.at(-2)?.messageStop?.stopReason).toBe('tool_use')
  })

  it('says why it stopped', async () => {
    const events = await eventsOf(transport, { inferenceConfig: { maxTokens: 3 } })
    expect(events.at(-2)?.messageStop?.stopReason).toBe('max_tokens')
    const claude = await eventsOf(transport, {
      modelId: 'anthropic.claude-3-haiku-20240307-v1:0',
      inferenceConfig: { stopSequences: ['score'] },
      additionalModelResponseFieldPaths: ['/stop_sequence'],
    })
    expect(claude.at(-2)?.messageStop).toEqual({
      stopReason: 'stop_sequence',
      additionalModelResponseFields: { stop_sequence: 'score' },
    })
  })

  it('refuses before the first frame', async () => {
    const failure = await failureOf(eventsOf(transport, { modelId: 'acme.nothing-v1:0' }))
    expect(failure).toMatchObject({ name: 'ValidationException', status: 400 })
  })
})
