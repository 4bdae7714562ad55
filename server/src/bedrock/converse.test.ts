import { once } from 'node:events'
import { createServer } from 'node:net'
import type { ProblemCode } from '@outcrop/contract'
import { defaultAccounts } from '@outcrop/emulator'
import { describe, expect, test } from 'vitest'
import { Problem } from '../kernel/problem.ts'
import type { ConverseRequest } from './bedrock.ts'
import { emulated, problemFrom } from './testing/emulated.ts'
import { readModelAnswer } from './read-model-answer.ts'

const guardrails = [
  { id: 'gr1', name: 'Words', region: 'us-east-1', versions: { DRAFT: { words: ['casino'] } } },
]
const world = emulated({ accounts: defaultAccounts.map((account) => ({ ...account, guardrails })) })
const model = 'amazon.nova-micro-v1:0'
const ask = (text: string, more: Partial<ConverseRequest> = {}): ConverseRequest => ({
  model,
  messages: [{ role: 'user', text }],
  inference: {},
  ...more,
})
const open = () => new AbortController().signal

const converse = (request: ConverseRequest, given = open()) =>
  world.bedrock.converse(world.connection(), request, { signal: given })

describe('converse', () => {
  test('gives text, tokens, latency and the whole answer', async () => {
    world.emulator.scripts.set([{ answer: { text: 'Hello there.' } }])
    const answer = await converse(ask('Say hello'))
    expect(readModelAnswer(answer.raw)).toEqual({
      text: 'Hello there.',
      stopReason: 'end_turn',
      tool: null,
    })
    expect(answer.usage.input).toBeGreaterThan(0)
    expect(answer.usage.output).toBeGreaterThan(0)
    expect(answer.latencyMs).toBeGreaterThanOrEqual(0)
    expect(answer.requestId).toBe(world.emulator.calls.recent()[0]?.requestId)
    expect(answer.raw).toMatchObject({
      requestId: answer.requestId,
      stopReason: 'end_turn',
      output: { message: { role: 'assistant', content: [{ text: 'Hello there.' }] } },
    })
    expect(JSON.parse(JSON.stringify(answer.raw))).toEqual(answer.raw)
  })

  test('sends the whole conversation and the system prompt', async () => {
    await converse({
      ...ask('One'),
      system: 'Be brief.',
      messages: [
        { role: 'user', text: 'First question' },
        { role: 'assistant', text: 'First answer' },
        { role: 'user', text: 'Second question' },
      ],
    })
    const { inputText } = world.emulator.calls.recent()[0] ?? {}
    for (const part of ['Be brief.', 'First question', 'First answer', 'Second question']) {
      expect(inputText).toContain(part)
    }
  })

  test('sends the inference settings', async () => {
    const cut = await converse(ask('Write a long story', { inference: { maxTokens: 1 } }))
    expect(readModelAnswer(cut.raw).stopReason).toBe('max_tokens')
    const wrong = converse(ask('Hello', { inference: { temperature: 7 } }))
    expect((await problemFrom(wrong)).code).toBe('invalid-request')
  })

  test('takes profiles and ARNs', async () => {
    for (const name of [
      'us.anthropic.claude-sonnet-4-20250514-v1:0',
      `arn:aws:bedrock:us-east-1::foundation-model/${model}`,
      'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0',
      'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/emulator0app',
      'arn:aws:bedrock:us-east-1:111122223333:provisioned-model/emulator0ptu',
    ]) {
      const { raw } = await converse(ask('Hello', { model: name }))
      expect(readModelAnswer(raw).text).not.toBe('')
    }
  })

  test('refuses what is no model of the provider without calling', async () => {
    const model = 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOW000001/alias/ALIAS00001'
    expect((await problemFrom(converse(ask('Hello', { model })))).code).toBe('wrong-target')
    expect(world.emulator.calls.count()).toBe(0)
  })

  test('sends metadata that AWS accepts, whatever it is given', async () => {
    const requestMetadata = {
      automation: 'Kaufwahrscheinlichkeit für Österreich (β)',
      run: 'run_1',
    }
    await converse(ask('Hello', { requestMetadata }))
    expect(world.emulator.calls.count('Converse')).toBe(1)
  })

  test('sends the guardrail, and keeps what it saw', async () => {
    const guardrail = { id: 'gr1', version: 'DRAFT' }
    const { raw } = await converse(ask('Where is the casino?', { guardrail }))
    expect(raw).toMatchObject({ stopReason: 'guardrail_intervened', trace: { guardrail: {} } })
    expect(() => readModelAnswer(raw)).toThrow('The guardrail blocked the question')
    const unknown = { id: 'gr1', version: '7' }
    expect((await problemFrom(converse(ask('Hello', { guardrail: unknown })))).aws?.message).toMatch(/guardrail/i) // prettier-ignore
  })

  test('keeps an answer without a message, of which nothing is known', async () => {
    world.emulator.scripts.set([{ answer: { body: { odd: true } } }])
    const { raw, usage } = await converse(ask('Hello'))
    expect(usage).toEqual({ input: null, output: null, cacheRead: null, cacheWrite: null })
    expect(() => readModelAnswer(raw)).toThrow('without a message')
  })
})

describe('a failure', () => {
  test.each<[string, ProblemCode]>([
    ['AccessDeniedException', 'access-denied'],
    ['NotAuthorized', 'access-denied'],
    ['ModelAccessDenied', 'account-not-enabled'],
    ['InvalidClientTokenId', 'invalid-credentials'],
    ['UnrecognizedClientException', 'invalid-credentials'],
    ['ExpiredTokenException', 'expired-credentials'],
    ['InvalidSignatureException', 'signature-mismatch'],
    ['MissingAuthenticationToken', 'signature-mismatch'],
    ['OptInRequired', 'account-not-enabled'],
    ['FTUFormNotFilled', 'use-case-form-missing'],
    ['MPAgreementBeingCreated', 'agreement-pending'],
    ['ValidationException', 'invalid-request'],
    ['OnDemandNotSupported', 'needs-inference-profile'],
    ['InputTooLong', 'input-too-long'],
    ['ResourceNotFoundException', 'resource-not-found'],
    ['EndOfLife', 'resource-not-found'],
    ['ThrottlingException', 'throttled'],
    ['TooManyTokens', 'throttled'],
    ['TooManyTokensPerDay', 'quota-exceeded'],
    ['ServiceQuotaExceededException', 'quota-exceeded'],
    ['ServiceUnavailableException', 'service-unavailable'],
    ['InternalServerException', 'internal-failure'],
    ['overloaded_error', 'overloaded'],
    ['ModelErrorException', 'model-error'],
    ['ModelNotReadyException', 'model-not-ready'],
    ['ModelTimeoutException', 'model-timeout'],
  ])('%s is %s, and is not tried again', async (error, code) => {
    world.emulator.faults.set([{ error }])
    const problem = await problemFrom(converse(ask('Hello')))
    expect(problem.code).toBe(code)
    expect(problem.message).toContain(`Calling ${model} in us-east-1`)
    expect(problem.aws?.status).toBe(world.emulator.calls.recent()[0]?.status)
    expect(problem.aws?.request_id).toBe(world.emulator.calls.recent()[0]?.requestId)
    expect(world.emulator.calls.count('Converse')).toBe(1)
  })

  test.each(['header', 'code', 'type'] as const)('is read from the %s', async (style) => {
    world.emulator.faults.set([{ error: 'ServiceUnavailableException', style }])
    expect((await problemFrom(converse(ask('Hello')))).code).toBe('service-unavailable')
  })

  test('of a proxy is no answer of Bedrock', async () => {
    world.emulator.faults.set([{ error: 'ServiceUnavailableException', style: 'html' }])
    const problem = await problemFrom(converse(ask('Hello')))
    expect(problem.code).toBe('unexpected-response')
    expect(problem.message).toContain('503')
    expect(problem.aws).toBeUndefined()
  })

  test('says how long to wait', async () => {
    world.emulator.faults.set([{ error: 'ThrottlingException', retryAfterS: 7 }])
    expect((await problemFrom(converse(ask('Hello')))).retryAfterMs).toBe(7000)
  })

  test('of the connection', async () => {
    world.emulator.faults.set([{ reset: true }])
    expect((await problemFrom(converse(ask('Hello')))).code).toBe('connection-lost')
    world.emulator.faults.set([{ truncateAfter: 20 }])
    expect((await problemFrom(converse(ask('Hello')))).code).toBe('connection-lost')
  })

  test('to connect', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    server.close()
    await once(server, 'close')
    const connection = world.connection({ endpoint })
    const problem = await problemFrom(
      world.bedrock.converse(connection, ask('Hello'), { signal: open() }),
    )
    expect(problem.code).toBe('cannot-connect')
    expect(problem.message).toContain(endpoint)
  })
})

describe('an aborted call', () => {
  test.each<[string, () => unknown, ProblemCode]>([
    ['by a timeout', () => new DOMException('too long', 'TimeoutError'), 'attempt-timeout'],
    ['by someone', () => undefined, 'cancelled'],
    ['by a problem', () => new Problem('deadline-exceeded', 'Too late.'), 'deadline-exceeded'],
  ])('%s ends at once', async (_, reason, code) => {
    world.emulator.faults.set([{ hang: true }])
    const controller = new AbortController()
    const call = problemFrom(converse(ask('Hello'), controller.signal))
    while (world.emulator.calls.inFlight() === 0) await new Promise(setImmediate)
    controller.abort(reason())
    expect((await call).code).toBe(code)
  })

  test('leaves the other calls of its connection alone', async () => {
    world.emulator.faults.set([{ prompt: 'wait', hang: true }])
    const [ours, theirs] = [new AbortController(), new AbortController()]
    const waiting = [ours, theirs].map(({ signal }) => problemFrom(converse(ask('wait'), signal)))
    while (world.emulator.calls.inFlight() < 2) await new Promise(setImmediate)
    ours.abort(new Problem('cancelled', 'Ours.'))
    expect((await waiting[0])?.message).toBe('Ours.')
    expect((await converse(ask('Hello'))).raw).toBeDefined()
    expect(world.emulator.calls.inFlight()).toBe(1)
    theirs.abort(new Problem('cancelled', 'Theirs.'))
    expect((await waiting[1])?.message).toBe('Theirs.')
  })

  test('is not made when it is aborted before', async () => {
    const problem = await problemFrom(converse(ask('Hello'), AbortSignal.abort()))
    expect(problem.code).toBe('cancelled')
    expect(world.emulator.calls.count()).toBe(0)
  })
})

test('many calls at once share few connections and all succeed', async () => {
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, n) => converse(ask(`Hello ${n}`))),
  )
  expect(answers).toHaveLength(300)
  expect(world.emulator.calls.count('Converse')).toBe(300)
})
