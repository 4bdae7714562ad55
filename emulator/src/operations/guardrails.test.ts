import {
  ApplyGuardrailCommand,
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
  type ConverseCommandInput,
} from '@aws-sdk/client-bedrock-runtime'
import { beforeEach, describe, expect, it } from 'vitest'
import { parseJson, type Json } from '../json.ts'
import { runtimeClient, transports } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import {
  claudeBody,
  ids,
  llamaBody,
  novaBody,
  openaiBody,
  titanBody,
} from '../testing/family-bodies.ts'
import { anyNumber, textWith } from '../testing/matchers.ts'
import { promptArnOf } from '../testing/prompts.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()
beforeEach(() => {
  emulator().scripts.clear()
  emulator().calls.clear()
})

const id = 'emulator0grd'
const guard = { guardrailIdentifier: id, guardrailVersion: '1' }
const traced = { ...guard, trace: 'enabled' } as const
const blockedInput = [{ text: 'This request is not allowed here.' }]
const blockedOutput = [{ text: 'This answer is not allowed here.' }]

function ask(text: string, more: Partial<ConverseCommandInput> = {}): ConverseCommand {
  return new ConverseCommand({
    modelId: ids.nova,
    messages: [{ role: 'user', content: [{ text }] }],
    guardrailConfig: traced,
    ...more,
  })
}

function bodyOf(answer: { body?: Uint8Array | undefined }): Json {
  return parseJson(Buffer.from(answer.body ?? []).toString('utf8'))
}

const client = () => runtimeClient(emulator(), { transport: 'HTTP/1.1' })

describe.each(transports)('A guardrail over %s', (transport) => {
  const client = () => runtimeClient(emulator(), { transport })

  it('blocks a question before any model sees it', async () => {
    const answer = await client().send(ask('Give me a stock tip.'))
    expect(answer).toMatchObject({
      $metadata: { httpStatusCode: 200 },
      stopReason: 'guardrail_intervened',
      output: { message: { content: blockedInput } },
      usage: { inputTokens: 0, outputTokens: 0, totalTokens: 0 },
    })
    expect(answer.trace?.guardrail).toMatchObject({
      actionReason: 'Guardrail blocked.',
      inputAssessment: {
        [id]: {
          topicPolicy: { topics: [{ name: 'Investment advice', type: 'DENY', action: 'BLOCKED' }] },
          appliedGuardrailDetails: { guardrailId: id, guardrailVersion: '1' },
          invocationMetrics: { usage: { topicPolicyUnits: 1 } },
        },
      },
    })
    expect(answer.trace?.guardrail?.outputAssessments).toBeUndefined()
  })

  it('blocks an answer, tells what was said, and streams the message instead', async () => {
    emulator().scripts.set([{ answer: { text: 'Try the FORBIDDEN fruit.' } }])
    const { stream } = await client().send(
      new ConverseStreamCommand({
        modelId: ids.nova,
        messages: [{ role: 'user', content: [{ text: 'hi' }] }],
        guardrailConfig: { ...traced, streamProcessingMode: 'sync' },
      }),
    )
    let text = ''
    const last: unknown[] = []
    for await (const event of stream ?? []) {
      text += event.contentBlockDelta?.delta?.text ?? ''
      if (event.messageStop) last.push(event.messageStop.stopReason)
      if (event.metadata) last.push(event.metadata.trace?.guardrail)
    }
    expect(text).toBe(blockedOutput[0]?.text)
    expect(last).toMatchObject([
      'guardrail_intervened',
      {
        actionReason: 'Guardrail blocked.',
        modelOutput: ['Try the FORBIDDEN fruit.'],
        outputAssessments: {
          [id]: [{ wordPolicy: { customWords: [{ match: 'FORBIDDEN', action: 'BLOCKED' }] } }],
        },
      },
    ])
  })

  it('is asked for on its own by ApplyGuardrail', async () => {
    const apply = (source: 'INPUT' | 'OUTPUT', ...texts: string[]) =>
      client().send(
        new ApplyGuardrailCommand({
          ...guard,
          source,
          content: texts.map((text) => ({ text: { text } })),
        }),
      )
    expect(await apply('INPUT', 'good morning')).toMatchObject({
      action: 'NONE',
      actionReason: 'No action.',
      outputs: [],
      usage: { wordPolicyUnits: 1, contentPolicyUnits: 0 },
    })
    expect(await apply('INPUT', 'card 4111 1111 1111 1111')).toMatchObject({
      action: 'GUARDRAIL_INTERVENED',
      actionReason: 'Guardrail blocked.',
      outputs: blockedInput,
      assessments: [
        {
          sensitiveInformationPolicy: {
            piiEntities: [{ type: 'CREDIT_DEBIT_CARD_NUMBER', action: 'BLOCKED' }],
          },
        },
      ],
    })
    expect(await apply('OUTPUT', 'ask ann@example.com', 'about LOY-123456')).toMatchObject({
      action: 'GUARDRAIL_INTERVENED',
      actionReason: 'Guardrail masked.',
      outputs: [{ text: 'ask {EMAIL}' }, { text: 'about {loyalty-number}' }],
      guardrailCoverage: { textCharacters: { guarded: 35, total: 35 } },
    })
    expect(await apply('OUTPUT', 'forbidden')).toMatchObject({ outputs: blockedOutput })
  })
})

describe('A guardrail of Converse', () => {
  it('tells in a full trace what it looked for in vain', async () => {
    const full = await client().send(ask('Good morning', { guardrailConfig: { ...guard, trace: 'enabled_full' } })) // prettier-ignore
    expect(full.trace?.guardrail?.inputAssessment?.[id]?.topicPolicy?.topics).toMatchObject([{ detected: false }]) // prettier-ignore
    const brief = await client().send(ask('Good morning'))
    expect(brief.trace?.guardrail?.inputAssessment?.[id]?.topicPolicy).toBeUndefined()
  })

  it('lets the rest through and says so', async () => {
    const answer = await client().send(ask('Good morning'))
    expect(answer.stopReason).toBe('end_turn')
    expect(answer.trace?.guardrail).toMatchObject({
      actionReason: 'No action.',
      inputAssessment: { [id]: { invocationMetrics: { guardrailProcessingLatency: anyNumber } } },
      outputAssessments: { [id]: [{}] },
    })
  })

  it('masks a question before the model and its answer after it', async () => {
    const answer = await client().send(
      ask('Return JSON: {"mail": <string>}\nData: {"mail": "ann@example.com"}'),
    )
    expect(answer.output?.message?.content).toEqual([{ text: '{"mail":"{EMAIL}"}' }])
    emulator().scripts.set([{ answer: { text: 'Write to bob@example.com or LOY-123456.' } }])
    const masked = await client().send(ask('hi'))
    expect(masked.output?.message?.content).toEqual([
      { text: 'Write to {EMAIL} or {loyalty-number}.' },
    ])
    expect(masked.stopReason).toBe('guardrail_intervened')
    expect(masked.trace?.guardrail).toMatchObject({
      actionReason: 'Guardrail masked.',
      outputAssessments: {
        [id]: [
          {
            sensitiveInformationPolicy: {
              piiEntities: [{ type: 'EMAIL', match: 'bob@example.com', action: 'ANONYMIZED' }],
              regexes: [{ name: 'loyalty-number', match: 'LOY-123456', action: 'ANONYMIZED' }],
            },
          },
        ],
      },
    })
  })

  it('looks only at guardContent where there is some', async () => {
    const content = [
      { text: 'The word forbidden is allowed here.' },
      { guardContent: { text: { text: 'my mail is ann@example.com' } } },
    ]
    emulator().scripts.set([{ prompt: 'my mail is {EMAIL}', answer: { text: 'ok' } }])
    const answer = await client().send(ask('', { messages: [{ role: 'user', content }] }))
    expect(answer.output?.message?.content).toEqual([{ text: 'ok' }])
  })

  it('covers the whole of a managed prompt', async () => {
    const value = (text: string) => ({ text })
    const answer = await client().send(
      new ConverseCommand({
        modelId: promptArnOf('CONVSCORE1', '1'),
        promptVariables: {
          tealium_account: value('a'),
          tealium_profile: value('b'),
          tealium_visitor_id: value('c'),
          visitor_json: value('{"note": "forbidden"}'),
          last_product_viewed: value('shoe'),
        },
        guardrailConfig: guard,
      }),
    )
    expect(answer.stopReason).toBe('guardrail_intervened')
    expect(answer.trace).toBeUndefined()
  })

  it('is found by ARN, draft included', async () => {
    const guardrailIdentifier = `arn:aws:bedrock:us-east-1:111122223333:guardrail/${id}`
    const guardrailConfig = { guardrailIdentifier, guardrailVersion: 'DRAFT' }
    const answer = await client().send(ask('forbidden', { guardrailConfig }))
    expect(answer.stopReason).toBe('guardrail_intervened')
  })

  const none = 'The guardrail identifier or version provided in the request does not exist.'
  it.each<[string, ConverseCommandInput['guardrailConfig'], string]>([
    ['an unknown id', { ...guard, guardrailIdentifier: 'nosuchguard1' }, none],
    ['an unknown version', { ...guard, guardrailVersion: '9' }, none],
    ['a guardrail of another account', { ...guard, guardrailIdentifier: `arn:aws:bedrock:us-east-1:444455556666:guardrail/${id}` }, none], // prettier-ignore
    ['an id that is none', { ...guard, guardrailIdentifier: 'No Such' }, 'The provided guardrail identifier is invalid.'], // prettier-ignore
    ['an id without a version', { guardrailIdentifier: id }, 'guardrailIdentifier and guardrailVersion must be given together.'], // prettier-ignore
  ])('refuses %s', async (_, guardrailConfig, message) => {
    const failure = await failureOf(client().send(ask('hi', { guardrailConfig })))
    expect(failure).toMatchObject({ name: 'ValidationException', status: 400, message })
  })
})

describe('A guardrail of InvokeModel', () => {
  const invoke = (modelId: string, body: object, more: object = { trace: 'ENABLED' }) =>
    client().send(
      new InvokeModelCommand({
        modelId,
        body: JSON.stringify(body),
        contentType: 'application/json',
        ...guard,
        ...more,
      }),
    )

  it.each<[string, string, object, object]>([
    ['Claude', ids.claude, claudeBody, { content: blockedOutput, stop_reason: 'end_turn' }],
    ['Nova', ids.nova, novaBody, { output: { message: { content: blockedOutput } } }],
    ['Titan', ids.titan, titanBody, { results: [{ outputText: blockedOutput[0]?.text }] }],
    ['Llama', ids.llama, llamaBody, { generation: blockedOutput[0]?.text }],
    ['open weights', ids.openai, openaiBody, { choices: [{ message: { content: blockedOutput[0]?.text } }] }], // prettier-ignore
  ])('answers for %s in its own format', async (_, modelId, body, expected) => {
    emulator().scripts.set([{ answer: { text: 'forbidden' } }])
    expect(bodyOf(await invoke(modelId, body))).toMatchObject({
      ...expected,
      'amazon-bedrock-guardrailAction': 'INTERVENED',
      'amazon-bedrock-trace': {
        guardrail: {
          input: { [id]: {} },
          outputs: [{ [id]: { wordPolicy: { customWords: [{ match: 'forbidden' }] } } }],
        },
      },
    })
  })

  it('says that it did nothing, and traces only when asked', async () => {
    const body = bodyOf(await invoke(ids.claude, claudeBody, {}))
    expect(body).toMatchObject({ 'amazon-bedrock-guardrailAction': 'NONE' })
    expect(body).not.toHaveProperty('amazon-bedrock-trace')
  })

  it('stands at the end of a stream', async () => {
    const { body } = await client().send(
      new InvokeModelWithResponseStreamCommand({
        modelId: ids.claude,
        body: JSON.stringify({ ...claudeBody, messages: [{ role: 'user', content: 'crypto?' }] }),
        contentType: 'application/json',
        ...guard,
      }),
    )
    let chunks = ''
    for await (const { chunk } of body ?? []) chunks += Buffer.from(chunk?.bytes ?? []).toString()
    expect(chunks).toContain('This request is')
    expect(chunks).toContain('"amazon-bedrock-guardrailAction":"INTERVENED"')
  })

  it('refuses a body that is not JSON by name, and an unknown guardrail', async () => {
    const octets = invoke(ids.claude, claudeBody, { contentType: 'application/octet-stream' })
    expect(await failureOf(octets)).toMatchObject({
      status: 400,
      message: textWith('content type'),
    })
    const unknown = invoke(ids.claude, claudeBody, { guardrailVersion: '9' })
    expect(await failureOf(unknown)).toMatchObject({
      status: 400,
      message: textWith('does not exist'),
    })
  })
})
