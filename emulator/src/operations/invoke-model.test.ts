import { InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, it } from 'vitest'
import { parseJson, type Json } from '../json.ts'
import { runtimeClient, transports, type Transport } from '../testing/connect.ts'
import {
  answerPattern,
  claudeBody,
  ids,
  llamaBody,
  novaBody,
  openaiBody,
  prompt,
  titanBody,
} from '../testing/family-bodies.ts'
import { valueAt } from '../testing/value-at.ts'
import { failureOf } from '../testing/failure-of.ts'
import { anyNumber, textLike, textWith } from '../testing/matchers.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()

async function invoke(
  modelId: string,
  body: object,
  transport: Transport = 'HTTP/1.1',
): Promise<Json> {
  const command = new InvokeModelCommand({
    modelId,
    contentType: 'application/json',
    body: JSON.stringify(body),
  })
  const answer = await runtimeClient(emulator(), { transport }).send(command)
  expect(answer.contentType).toBe('application/json')
  return parseJson(new TextDecoder().decode(answer.body))
}

describe.each(transports)('InvokeModel over %s', (transport) => {
  it('speaks with Claude', async () => {
    expect(await invoke(ids.claude, claudeBody, transport)).toEqual({
      id: textLike(/^msg_bdrk_/),
      type: 'message',
      role: 'assistant',
      model: ids.claude,
      content: [{ type: 'text', text: textLike(answerPattern) }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: { input_tokens: Math.ceil(prompt.length / 4), output_tokens: anyNumber },
    })
  })

  it('speaks with Nova', async () => {
    expect(await invoke(ids.nova, novaBody, transport)).toMatchObject({
      output: {
        message: { role: 'assistant', content: [{ text: textLike(answerPattern) }] },
      },
      stopReason: 'end_turn',
    })
  })

  it('speaks with Titan', async () => {
    expect(await invoke(ids.titan, titanBody, transport)).toEqual({
      inputTextTokenCount: Math.ceil(prompt.length / 4),
      results: [
        {
          tokenCount: anyNumber,
          outputText: textLike(answerPattern),
          completionReason: 'FINISH',
        },
      ],
    })
  })

  it('speaks with Llama', async () => {
    expect(await invoke(ids.llama, llamaBody, transport)).toMatchObject({
      generation: textLike(answerPattern),
      stop_reason: 'stop',
    })
  })

  it('speaks with open-weight models', async () => {
    expect(await invoke(ids.openai, openaiBody, transport)).toMatchObject({
      object: 'chat.completion',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: textLike(answerPattern) },
          finish_reason: 'stop',
        },
      ],
    })
  })
})

describe('InvokeModel', () => {
  it.each<[string, string, object]>([
    ['topK', ids.nova, { ...novaBody, inferenceConfig: { topK: -5 } }],
    ['topP', ids.nova, { ...novaBody, inferenceConfig: { topP: 1.5 } }],
    ['temperature', ids.nova, { ...novaBody, inferenceConfig: { temperature: 7 } }],
    ['top_k', ids.claude, { ...claudeBody, top_k: 3_000_000_000 }],
    ['top_k', ids.claude, { ...claudeBody, top_k: -1 }],
    ['top_p', ids.openai, { ...openaiBody, top_p: 9 }],
  ])('refuses a %s that %s cannot take', async (member, id, body) => {
    expect(await failureOf(invoke(id, body))).toMatchObject({
      name: 'ValidationException',
      message: textWith(member),
    })
  })

  it('takes what a beta of Claude brings, and what is for Bedrock itself', async () => {
    const beta = { anthropic_beta: ['context-management-2025-06-27'], context_management: {} }
    const tagged = { 'amazon-bedrock-guardrailConfig': { tagSuffix: 'x' } }
    for (const body of [
      { ...claudeBody, ...beta },
      { ...claudeBody, ...tagged },
    ]) {
      await invoke(ids.claude, body)
    }
  })

  it('uses tools as Claude and open-weight models write them', async () => {
    const schema = { type: 'object', properties: { n: { type: 'integer' } } }
    const claude = await invoke(ids.claude, {
      ...claudeBody,
      tools: [{ name: 'save', input_schema: schema }],
      tool_choice: { type: 'any' },
    })
    expect(claude).toMatchObject({
      stop_reason: 'tool_use',
      content: [{ type: 'tool_use', name: 'save', input: { n: anyNumber } }],
    })
    const open = await invoke(ids.openai, {
      ...openaiBody,
      tools: [{ type: 'function', function: { name: 'save', parameters: schema } }],
      tool_choice: 'required',
    })
    expect(open).toMatchObject({
      choices: [
        { finish_reason: 'tool_calls', message: { tool_calls: [{ function: { name: 'save' } }] } },
      ],
    })
  })

  it('honours schemas as Claude and open-weight models write them', async () => {
    const schema = {
      type: 'object',
      properties: { order_id: { type: 'string' } },
      required: ['order_id'],
      additionalProperties: false,
    }
    const sonnet = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
    const claude = await invoke(sonnet, {
      ...claudeBody,
      output_config: { format: { type: 'json_schema', schema } },
    })
    expect(claude).toMatchObject({ content: [{ text: '{"order_id":"o-5"}' }] })
    const open = await invoke(ids.openai, {
      ...openaiBody,
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema } },
    })
    expect(open).toMatchObject({ choices: [{ message: { content: '{"order_id":"o-5"}' } }] })
  })

  it('says when the limit cut the answer, in the words of each family', async () => {
    expect(await invoke(ids.claude, { ...claudeBody, max_tokens: 2 })).toMatchObject({
      stop_reason: 'max_tokens',
    })
    expect(
      await invoke(ids.titan, { inputText: prompt, textGenerationConfig: { maxTokenCount: 2 } }),
    ).toMatchObject({ results: [{ completionReason: 'LENGTH' }] })
    expect(await invoke(ids.llama, { ...llamaBody, max_gen_len: 2 })).toMatchObject({
      stop_reason: 'length',
    })
    expect(await invoke(ids.openai, { ...openaiBody, max_tokens: 2 })).toMatchObject({
      choices: [{ finish_reason: 'length' }],
    })
  })

  it('embeds texts so that related ones lie near each other', async () => {
    const embed = async (inputText: string) => {
      const vector = valueAt(
        await invoke('amazon.titan-embed-text-v2:0', { inputText, dimensions: 256 }),
        'embedding',
      )
      return Array.isArray(vector) ? vector.map(Number) : []
    }
    const [shoes, boots, tax] = await Promise.all([
      embed('red running shoes'),
      embed('running boots red'),
      embed('income tax form'),
    ])
    const dot = (left: number[], right: number[]) =>
      left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0)
    expect(shoes).toHaveLength(256)
    expect(dot(shoes, shoes)).toBeCloseTo(1)
    expect(dot(shoes, boots)).toBeGreaterThan(dot(shoes, tax) + 0.3)
  })

  it('tells the token counts in headers', async () => {
    const client = runtimeClient(emulator())
    let headers: Record<string, string> = {}
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args)
        const { response } = result
        if (typeof response === 'object' && response !== null && 'headers' in response) {
          headers = Object.fromEntries(
            Object.entries(response.headers ?? {}).map(([name, value]) => [name, String(value)]),
          )
        }
        return result
      },
      { step: 'deserialize' },
    )
    await client.send(
      new InvokeModelCommand({
        modelId: ids.titan,
        contentType: 'application/json',
        body: JSON.stringify(titanBody),
      }),
    )
    expect(headers['x-amzn-bedrock-input-token-count']).toBe(String(Math.ceil(prompt.length / 4)))
    expect(Number(headers['x-amzn-bedrock-output-token-count'])).toBeGreaterThan(0)
    expect(Number(headers['x-amzn-bedrock-invocation-latency'])).toBeGreaterThan(0)
  })

  it.each<[string, string, object, string]>([
    [
      'a missing field',
      ids.claude,
      { ...claudeBody, max_tokens: undefined },
      'Malformed input request: #: required key [max_tokens] not found, please reformat your input and try again.',
    ],
    [
      'the body of another family',
      ids.titan,
      claudeBody,
      'Malformed input request: #: required key [inputText] not found#: extraneous key [anthropic_version] is not permitted#: extraneous key [max_tokens] is not permitted#: extraneous key [messages] is not permitted, please reformat your input and try again.',
    ],
    [
      'what only the API of Anthropic knows',
      ids.claude,
      { ...claudeBody, model: 'claude', stream: true },
      'Malformed input request: #: extraneous key [model] is not permitted#: extraneous key [stream] is not permitted, please reformat your input and try again.',
    ],
    [
      'the settings of Claude for Nova',
      ids.nova,
      { ...novaBody, max_tokens: 5 },
      'Malformed input request: #: extraneous key [max_tokens] is not permitted, please reformat your input and try again.',
    ],
    [
      'a setting of a wrong kind',
      ids.titan,
      { ...titanBody, textGenerationConfig: { temperature: 'warm' } },
      'Malformed input request: #/textGenerationConfig/temperature: expected type: Number, found: String, please reformat your input and try again.',
    ],
    [
      'too many tokens',
      ids.llama,
      { ...llamaBody, max_gen_len: 9999 },
      'Malformed input request: #/max_gen_len: 9999 is not less or equal to 2048, please reformat your input and try again.',
    ],
  ])('refuses %s', async (_, modelId, body, message) => {
    expect(await failureOf(invoke(modelId, body))).toMatchObject({
      name: 'ValidationException',
      status: 400,
      message,
    })
  })
})
