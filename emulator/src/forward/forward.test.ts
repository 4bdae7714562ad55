import {
  ConverseCommand,
  ConverseStreamCommand,
  type ConverseCommandInput,
} from '@aws-sdk/client-bedrock-runtime'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startEmulator, type Emulator } from '../index.ts'
import { parseJson, type Json } from '../json.ts'
import { runtimeClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { anyText } from '../testing/matchers.ts'

let modelServer: Server
let emulator: Emulator
let asked: { url: string | undefined; key: string | undefined; body: Json }[] = []
let reply: { status?: number; body: string | string[] } = { body: '' }

beforeAll(async () => {
  modelServer = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      asked.push({
        url: request.url,
        key: request.headers.authorization,
        body: parseJson(Buffer.concat(chunks).toString()),
      })
      response.writeHead(reply.status ?? 200)
      for (const part of [reply.body].flat()) response.write(part)
      response.end()
    })
  })
  await new Promise<void>((resolve) => modelServer.listen(0, '127.0.0.1', resolve))
  const address = modelServer.address()
  const port = typeof address === 'object' ? address?.port : undefined
  emulator = await startEmulator({
    forward: { url: `http://127.0.0.1:${port}/v1/`, model: 'local', apiKey: 'k' },
  })
})
beforeEach(() => {
  asked = []
})
afterAll(async () => {
  await emulator.close()
  modelServer.close()
})

const input: ConverseCommandInput = {
  modelId: 'amazon.nova-micro-v1:0',
  system: [{ text: 'Be brief.' }],
  messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
  inferenceConfig: { maxTokens: 50, stopSequences: ['END'] },
}
const converse = (more: Partial<ConverseCommandInput> = {}) =>
  runtimeClient(emulator).send(new ConverseCommand({ ...input, ...more }))

async function streamed(): Promise<{ text: string; last: string[]; error: unknown }> {
  let text = ''
  const last: string[] = []
  try {
    const { stream } = await runtimeClient(emulator).send(new ConverseStreamCommand(input))
    for await (const event of stream ?? []) {
      text +=
        event.contentBlockDelta?.delta?.text ?? event.contentBlockDelta?.delta?.toolUse?.input ?? ''
      if (event.messageStop) last.push(event.messageStop.stopReason ?? '')
      if (event.metadata) last.push(String(event.metadata.usage?.outputTokens))
    }
    return { text, last, error: undefined }
  } catch (error) {
    return { text, last, error }
  }
}

const completion = (message: object, finish_reason = 'stop') =>
  JSON.stringify({
    choices: [{ message, finish_reason }],
    usage: { prompt_tokens: 11, completion_tokens: 3 },
  })
const sse = (...chunks: object[]) => [
  ...chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`),
  'data: [DONE]\n\n',
]

describe('forwarding', () => {
  it('asks the model server and maps its answer', async () => {
    reply = { body: completion({ content: 'Hello.' }) }
    expect(await converse()).toMatchObject({
      output: { message: { content: [{ text: 'Hello.' }] } },
      stopReason: 'end_turn',
      usage: { inputTokens: 11, outputTokens: 3, totalTokens: 14 },
    })
    expect(asked).toEqual([
      {
        url: '/v1/chat/completions',
        key: 'Bearer k',
        body: {
          model: 'local',
          stream: false,
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content: 'Hi' },
          ],
          max_tokens: 50,
          stop: ['END'],
        },
      },
    ])
  })

  it('maps finish reasons, tools and schemas', async () => {
    reply = { body: completion({ content: 'Hel' }, 'length') }
    expect((await converse()).stopReason).toBe('max_tokens')
    reply = {
      body: completion(
        { content: null, tool_calls: [{ function: { name: 'save', arguments: '{"n":2}' } }] },
        'tool_calls',
      ),
    }
    const json = { type: 'object', properties: { n: { type: 'integer' } } }
    const used = await converse({
      toolConfig: {
        tools: [{ toolSpec: { name: 'save', inputSchema: { json } } }],
        toolChoice: { tool: { name: 'save' } },
      },
    })
    expect(used).toMatchObject({
      stopReason: 'tool_use',
      output: { message: { content: [{ toolUse: { name: 'save', input: { n: 2 } } }] } },
    })
    reply = { body: completion({ content: '{"n":1}' }) }
    await converse({
      outputConfig: {
        textFormat: {
          type: 'json_schema',
          structure: { jsonSchema: { schema: JSON.stringify(json) } },
        },
      },
    })
    expect(asked.map(({ body }) => body)).toMatchObject([
      {},
      {
        tools: [{ type: 'function', function: { name: 'save', parameters: json } }],
        tool_choice: { type: 'function', function: { name: 'save' } },
      },
      { response_format: { type: 'json_schema', json_schema: { schema: json, strict: true } } },
    ])
  })

  it('streams piece by piece, however the bytes are split', async () => {
    const whole = sse(
      { choices: [{ delta: { content: 'Grüß' } }] },
      { choices: [{ delta: { content: ' dich' }, finish_reason: 'stop' }] },
      { choices: [], usage: { prompt_tokens: 5, completion_tokens: 9 } },
    ).join('')
    reply = { body: [whole.slice(0, 30), whole.slice(30, 47), whole.slice(47)] }
    expect(await streamed()).toEqual({
      text: 'Grüß dich',
      last: ['end_turn', '9'],
      error: undefined,
    })
  })

  it('streams tool calls that come in fragments', async () => {
    const call = (part: object) => ({
      choices: [{ delta: { tool_calls: [{ index: 0, function: part }] } }],
    })
    reply = {
      body: sse(call({ name: 'save', arguments: '{"n"' }), call({ arguments: ':3}' }), {
        choices: [{ delta: {}, finish_reason: 'tool_calls' }],
      }),
    }
    expect(await streamed()).toMatchObject({
      text: '{"n":3}',
      last: ['tool_use', anyText],
    })
  })

  it('ends a stream that turns to nonsense with an exception', async () => {
    reply = {
      body: [
        `data: ${JSON.stringify({ choices: [{ delta: { content: 'Hel' } }] })}\n\n`,
        'data: oops\n\n',
      ],
    }
    expect(await streamed()).toMatchObject({
      text: 'Hel',
      error: { name: 'ModelStreamErrorException' },
    })
  })

  it.each([
    [429, 'ThrottlingException', 429],
    [400, 'ValidationException', 400],
    [504, 'ModelTimeoutException', 408],
    [500, 'ModelErrorException', 424],
  ])('turns status %i of the server into %s', async (status, name, mapped) => {
    reply = { status, body: 'No luck.' }
    const failure = await failureOf(converse())
    expect(failure).toMatchObject({ name, status: mapped })
    expect(failure.message).toContain('No luck.')
    expect((await streamed()).error).toMatchObject({ name })
  })

  it('says what to do when the server cannot be reached', async () => {
    const lonely = await startEmulator({ forward: { url: 'http://127.0.0.1:1/v1', model: 'x' } })
    const failure = await failureOf(runtimeClient(lonely).send(new ConverseCommand(input)))
    await lonely.close()
    expect(failure).toMatchObject({ name: 'ServiceUnavailableException', status: 503 })
    expect(failure.message).toMatch(
      /127\.0\.0\.1:1\/v1\/chat\/completions cannot be reached \(.*\)\. Start it, or correct forward\.url/,
    )
  })

  it('still obeys scripts', async () => {
    emulator.scripts.set([{ answer: { text: 'Scripted.' } }])
    expect((await converse()).output?.message?.content?.[0]?.text).toBe('Scripted.')
    emulator.scripts.clear()
    expect(asked).toEqual([])
  })
})
