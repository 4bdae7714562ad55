import {
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
  type ConverseCommandInput,
} from '@aws-sdk/client-bedrock-runtime'
import { beforeEach, describe, expect, it } from 'vitest'
import { startEmulator } from '../index.ts'
import { runtimeClient, transports } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { numberFrom, textWith } from '../testing/matchers.ts'
import { accountsWithPrompts, promptArnOf } from '../testing/prompts.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator(() => startEmulator({ accounts: accountsWithPrompts() }))
beforeEach(() => {
  emulator().scripts.clear()
  emulator().faults.clear()
})

const client = () => runtimeClient(emulator(), { transport: 'HTTP/1.1' })
const score = promptArnOf('CONVSCORE1', '1')
const scoreVariables = {
  tealium_account: { text: 'acme' },
  tealium_profile: { text: 'main' },
  tealium_visitor_id: { text: '__acme_main__5574__' },
  visitor_json: { text: '{"total_orders": 5}' },
  last_product_viewed: { text: 'Trail Shoe' },
}
const insight = {
  tealium_account: 'acme',
  tealium_profile: 'main',
  tealium_visitor_id: '__acme_main__5574__',
  tealium_event: 'bedrock_ai_insight',
  visitor_score: numberFrom(0, 100),
}

function ask(change: Partial<ConverseCommandInput> = {}): ConverseCommand {
  return new ConverseCommand({ modelId: score, promptVariables: scoreVariables, ...change })
}

describe.each(transports)('A managed prompt over %s', (transport) => {
  const client = () => runtimeClient(emulator(), { transport })

  it('is rendered and answered by Converse', async () => {
    const answer = await client().send(ask())
    expect(JSON.parse(answer.output?.message?.content?.[0]?.text ?? '')).toEqual(insight)
    expect(emulator().calls.recent(1)[0]).toMatchObject({
      modelId: score,
      inputText: textWith('Pay particular attention to the value of Trail Shoe.'),
    })
  })

  it('is rendered and answered by ConverseStream', async () => {
    const { stream } = await client().send(
      new ConverseStreamCommand({ modelId: score, promptVariables: scoreVariables }),
    )
    let text = ''
    let stopReason: string | undefined
    for await (const event of stream ?? []) {
      text += event.contentBlockDelta?.delta?.text ?? ''
      stopReason = event.messageStop?.stopReason ?? stopReason
    }
    expect(JSON.parse(text)).toEqual(insight)
    expect(stopReason).toBe('end_turn')
  })

  it('is answered by InvokeModel in the format of its model', async () => {
    const body = JSON.stringify({
      promptVariables: { tone: { text: 'warm' }, order: { text: 'o-9' } },
    })
    const modelId = promptArnOf('CHATTRIAGE')
    const answer = await client().send(
      new InvokeModelCommand({ modelId, body, contentType: 'application/json' }),
    )
    const message: unknown = JSON.parse(Buffer.from(answer.body).toString('utf8'))
    expect(message).toMatchObject({
      type: 'message',
      content: [{ type: 'text', text: '{"order_id":"o-9","tone":"warm"}' }],
    })
    const streamed = await client().send(
      new InvokeModelWithResponseStreamCommand({ modelId, body, contentType: 'application/json' }),
    )
    let chunks = ''
    for await (const { chunk } of streamed.body ?? []) {
      chunks += Buffer.from(chunk?.bytes ?? []).toString('utf8')
    }
    expect(chunks).toContain('message_stop')
  })
})

describe('A managed prompt', () => {
  it('without a version is the draft, with the model of the draft', async () => {
    emulator().scripts.set([{ model: promptArnOf('CONVSCORE1'), answer: { text: 'drafted' } }])
    const answer = await client().send(ask({ modelId: promptArnOf('CONVSCORE1') }))
    expect(answer.output?.message?.content).toEqual([{ text: 'drafted' }])
    const eu = runtimeClient(emulator(), { region: 'eu-west-1' })
    // The region of the prompt decides, as everywhere.
    expect(await failureOf(eu.send(ask()))).toMatchObject({ status: 400 })
  })

  it('fills every part of a conversation and leaves undeclared braces alone', async () => {
    const answer = await client().send(
      ask({
        modelId: promptArnOf('CHATTRIAGE'),
        promptVariables: { tone: { text: 'calm {{order}}' }, order: { text: 'o-7' } },
      }),
    )
    expect(answer.output?.message?.content?.[0]?.text).toContain('"order_id":"o-7"')
    const { inputText } = emulator().calls.recent(1)[0] ?? {}
    expect(inputText).toContain('Shall I be calm {{order}}?')
    expect(inputText).toContain('{"order_id": "o-7"} {{other}}')
  })

  it('is followed by the messages of the caller', async () => {
    await client().send(
      ask({
        messages: [
          { role: 'assistant', content: [{ text: 'not JSON' }] },
          { role: 'user', content: [{ text: 'Only the object, please.' }] },
        ],
      }),
    )
    expect(emulator().calls.recent(1)[0]?.inputText).toMatch(
      /Trail Shoe[\s\S]*not JSON[\s\S]*Only the object, please\.$/,
    )
  })

  it('brings its settings and tools along', async () => {
    emulator().scripts.set([{ answer: { text: 'before ### after' } }])
    const cut = await client().send(
      ask({
        modelId: promptArnOf('CHATTRIAGE'),
        promptVariables: { tone: { text: 'x' }, order: { text: 'y' } },
      }),
    )
    expect(cut.stopReason).toBe('stop_sequence')
    emulator().scripts.clear()
    const { stopReason } = await client().send(
      new ConverseCommand({ modelId: promptArnOf('TOOLPROMPT') }),
    )
    expect(stopReason).toBe('tool_use')
  })

  it('may be asked for a schema', async () => {
    const schema = {
      type: 'object',
      properties: { tier: { enum: ['gold'] } },
      required: ['tier'],
      additionalProperties: false,
    }
    const answer = await client().send(
      ask({
        outputConfig: {
          textFormat: {
            type: 'json_schema',
            structure: { jsonSchema: { schema: JSON.stringify(schema), name: 'tier' } },
          },
        },
      }),
    )
    expect(answer.output?.message?.content?.[0]?.text).toBe('{"tier":"gold"}')
  })

  const missing: Partial<typeof scoreVariables> = { ...scoreVariables }
  delete missing.visitor_json
  delete missing.last_product_viewed
  it.each<[string, Partial<ConverseCommandInput>, string, number, RegExp]>([
    ['an unknown prompt', { modelId: promptArnOf('NOSUCHPRMT', '1') }, 'ResourceNotFoundException', 404, /NOSUCHPRMT was not found/], // prettier-ignore
    ['an unknown version', { modelId: promptArnOf('CONVSCORE1', '7') }, 'ResourceNotFoundException', 404, /no version 7/], // prettier-ignore
    ['the word DRAFT in the ARN', { modelId: promptArnOf('CONVSCORE1', 'DRAFT') }, 'ValidationException', 400, /^The provided model identifier is invalid\.$/], // prettier-ignore
    ['a prompt of another account', { modelId: score.replace('111122223333', '444455556666') }, 'ValidationException', 400, /identifier is invalid/], // prettier-ignore
    ['a bare prompt id', { modelId: 'CONVSCORE1' }, 'ValidationException', 400, /identifier is invalid/], // prettier-ignore
    ['variables without a value', { promptVariables: missing }, 'ValidationException', 400, /lacks: visitor_json, last_product_viewed\./], // prettier-ignore
    ['inference settings', { inferenceConfig: { maxTokens: 5 } }, 'ValidationException', 400, /cannot be used with a prompt.*: inferenceConfig\./], // prettier-ignore
    ['a system prompt', { system: [{ text: 'x' }] }, 'ValidationException', 400, /: system\./],
    ['tools', { toolConfig: { tools: [{ toolSpec: { name: 'x', inputSchema: { json: {} } } }] } }, 'ValidationException', 400, /: toolConfig\./], // prettier-ignore
    ['fields of the model', { additionalModelRequestFields: { top_k: 5 } }, 'ValidationException', 400, /: additionalModelRequestFields\./], // prettier-ignore
    ['messages that do not alternate', { messages: [{ role: 'user', content: [{ text: 'x' }] }] }, 'ValidationException', 400, /must alternate/], // prettier-ignore
  ])('refuses %s', async (_, change, name, status, message) => {
    const failure = await failureOf(client().send(ask(change)))
    expect(failure).toMatchObject({ name, status })
    expect(failure.message).toMatch(message)
  })

  it('and its variables mean nothing to a plain model', async () => {
    const answer = await client().send(
      ask({
        modelId: 'amazon.nova-micro-v1:0',
        messages: [{ role: 'user', content: [{ text: 'hi {{tealium_account}}' }] }],
      }),
    )
    expect(answer.stopReason).toBe('end_turn')
    expect(emulator().calls.recent(1)[0]?.inputText).toBe('hi {{tealium_account}}')
  })

  it('is struck by faults that name it', async () => {
    emulator().faults.set([{ model: '*prompt/CONVSCORE1*', error: 'ThrottlingException' }])
    expect(await failureOf(client().send(ask()))).toMatchObject({ status: 429 })
  })
})
