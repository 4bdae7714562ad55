import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startEmulator } from '../index.ts'
import { agentRuntimeClient, transports } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { anyNumber, textLike, textWith } from '../testing/matchers.ts'
import { talk } from '../testing/talk.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

let aheadMs = 0
const emulator = runningEmulator(() => startEmulator({ now: () => new Date(Date.now() + aheadMs) }))
let session = 0
beforeEach(() => {
  aheadMs = 0
  session += 1
  emulator().faults.clear()
  emulator().scripts.clear()
})

const lookingUp = [
  'invocationInput KNOWLEDGE_BASE',
  'observation KNOWLEDGE_BASE',
  'modelInvocationInput',
  'modelInvocationOutput',
]

/** What the caller says when it has done the refund. */
function granted(invocationId = '') {
  const body = '{"refund_state": "granted"}'
  const functionResult = {
    actionGroup: 'Refunds',
    function: 'issue_refund',
    responseBody: { TEXT: { body } },
  }
  return { invocationId, returnControlInvocationResults: [{ functionResult }] }
}

describe.each(transports)('InvokeAgent over %s', (transport) => {
  const say = (inputText: string, more: Partial<Parameters<typeof talk>[1]> = {}) =>
    talk(agentRuntimeClient(emulator(), { transport, systemClockOffset: aheadMs }), {
      sessionId: `${transport.slice(5, 6)}-${session}`,
      inputText,
      ...more,
    })

  it('answers from its knowledge base with citations', async () => {
    const said = await say('How many days do I have to send unused products back?', {
      enableTrace: true,
    })
    expect(said.text).toMatch(/^Unused products can be sent back within 60 days of delivery\./)
    expect(said.text).not.toContain('How many')
    expect(said.citations).toMatchObject([
      {
        generatedResponsePart: {
          textResponsePart: { text: said.text, span: { start: 0, end: said.text.length - 1 } },
        },
        retrievedReferences: [
          { location: { s3Location: { uri: 's3://demo-shop/handbook/returns.md' } } },
        ],
      },
    ])
    expect(said.steps).toEqual([...lookingUp, 'observation FINISH'])
    expect(said.events[3]?.trace).toMatchObject({
      agentId: 'SHOPAGENT1',
      agentAliasId: 'SHOPLIVE01',
      agentVersion: '1',
      trace: {
        orchestrationTrace: {
          modelInvocationOutput: {
            metadata: { usage: { inputTokens: anyNumber, outputTokens: anyNumber } },
          },
        },
      },
    })
    expect(said.events[3]?.trace?.eventTime).toBeInstanceOf(Date)
  })

  it('shows no trace that was not asked for', async () => {
    expect((await say('Hello')).events.map((event) => Object.keys(event)[0])).toEqual(['chunk'])
  })

  it('does an action with a Lambda function and speaks about the result', async () => {
    // The question speaks of returning, and the action returns JSON: that demands no JSON.
    const said = await say('Where is my order #A-1042? What do you return?', { enableTrace: true })
    expect(said.steps).toEqual([
      ...lookingUp,
      'rationale',
      'invocationInput ACTION_GROUP',
      'observation ACTION_GROUP',
      'modelInvocationInput',
      'modelInvocationOutput',
      'observation FINISH',
    ])
    expect(said.events[5]?.trace?.trace?.orchestrationTrace?.invocationInput).toMatchObject({
      actionGroupInvocationInput: {
        actionGroupName: 'Orders',
        function: 'get_order_status',
        parameters: [{ name: 'order_id', type: 'string', value: 'A-1042' }],
        executionType: 'LAMBDA',
      },
    })
    const observed = said.events[6]?.trace?.trace?.orchestrationTrace?.observation
    const returned = observed?.actionGroupInvocationOutput?.text ?? '{}'
    const { status, days_until_delivery: days } = z.object({ status: z.string(), days_until_delivery: z.number() }).parse(JSON.parse(returned)) // prettier-ignore
    // In words, and nothing that the action has not said.
    expect(said.text).toMatch(new RegExp(`status ${status}, .*days until delivery ${days}`))
    expect(said.text).not.toContain('{')
  })

  it('asks for what it does not know, and remembers what was said', async () => {
    const asked = await say('Where is my order?', { enableTrace: true })
    expect(asked.text).toBe('I can do that, but I need the order id. What is it?')
    expect(asked.steps.at(-1)).toBe('observation ASK_USER')
    expect((await say('It is A-1042.')).text).toMatch(/packed|shipped|delivery|delivered/)
    // Only a session that remembers can answer this.
    expect((await say('When does my order arrive?')).text).toMatch(/packed|shipped|deliver/)
    expect((await say('Where is my order?', { sessionId: `other-${session}` })).text).toContain(
      'I need the order id',
    )
  })

  it('forgets a session when it ends and when it was idle too long', async () => {
    const isKnown = async () => !(await say('Where is my order?')).text.includes('I need')
    await say('My order is A-1042, hello')
    expect(await isKnown()).toBe(true)
    aheadMs = 599_000
    expect(await isKnown()).toBe(true)
    aheadMs += 601_000
    expect(await isKnown()).toBe(false)
    aheadMs = 0
    await say('My order is A-1042, hello')
    expect((await say('', { endSession: true })).text).toContain('Session is terminated')
    expect(await isKnown()).toBe(false)
  })

  it('hands control over and takes the results back', async () => {
    const given = await say('I want a refund of order A-7, reason: too small.', {
      enableTrace: true,
    })
    expect(given.text).toBe('')
    const control = given.events.at(-1)?.returnControl
    expect(control).toMatchObject({
      invocationId: textLike(/.+/),
      invocationInputs: [
        {
          functionInvocationInput: {
            actionGroup: 'Refunds',
            function: 'issue_refund',
            parameters: [
              { name: 'order_id', value: 'A-7' },
              { name: 'reason', value: 'too small' },
            ],
            actionInvocationType: 'RESULT',
          },
        },
      ],
    })
    const sessionState = granted(control?.invocationId)
    // A turn that failed is as if it had not been: the same results may come again.
    emulator().scripts.set([{ times: 1, answer: { error: 'ThrottlingException' } }])
    expect(await failureOf(say('', { sessionState }))).toMatchObject({
      name: 'ThrottlingException',
    })
    const said = await say('', { sessionState, enableTrace: true })
    expect(said.steps[0]).toBe('observation ACTION_GROUP')
    expect(said.text).toContain('granted')
    expect(await failureOf(say('', { sessionState }))).toMatchObject({
      name: 'ValidationException',
      message: textWith('waits for its results'),
    })
  })

  it('streams the final answer in pieces', async () => {
    const question = 'How long does the warranty of jackets and backpacks last?'
    const whole = await say(question)
    const said = await say(question, {
      sessionId: `pieces-${session}`,
      enableTrace: true,
      streamingConfigurations: { streamFinalResponse: true, applyGuardrailInterval: 20 },
    })
    const pieces = said.events.filter(({ chunk }) => chunk)
    expect(pieces.length).toBe(Math.ceil(whole.text.length / 20))
    expect(said.text).toBe(whole.text)
    expect(said.citations).toHaveLength(1)
    expect(said.steps.at(-1)).toBe('observation FINISH')
  })

  it('gives structured answers to tasks that demand them', async () => {
    const said = await say(
      'Classify this message. Return only JSON: {"category": <one of: return, shipping, other>, "urgent": <boolean>}\nMessage: {"text": "my parcel is late"}',
    )
    expect(JSON.parse(said.text)).toMatchObject({
      category: textLike(/^(return|shipping|other)$/),
    })
  })

  it('lets one turn of a session run at a time', async () => {
    emulator().faults.set([{ operation: 'InvokeAgent', prompt: 'slow', frameMs: 300 }])
    const slow = say('slow question about shipping', { enableTrace: true })
    const client = agentRuntimeClient(emulator(), { transport })
    const sessionId = `${transport.slice(5, 6)}-${session}`
    await expect.poll(() => emulator().calls.inFlight()).toBe(1)
    const failure = await failureOf(talk(client, { sessionId, inputText: 'now' }))
    expect(failure).toMatchObject({ name: 'ConflictException', status: 409 })
    await slow
    await talk(client, { sessionId, inputText: 'now' })
  })

  it('frees the session of a caller who left before the first frame', async () => {
    emulator().faults.set([{ operation: 'InvokeAgent', prompt: 'slow', firstFrameMs: 60_000 }])
    const leaving = new AbortController()
    const client = agentRuntimeClient(emulator(), { transport })
    const sessionId = `${transport.slice(5, 6)}-${session}`
    const left = talk(client, { sessionId, inputText: 'slow' }, leaving.signal)
    await expect.poll(() => emulator().calls.inFlight()).toBe(1)
    leaving.abort()
    await left.catch(() => undefined)
    await expect.poll(() => emulator().calls.inFlight()).toBe(0)
    expect((await talk(client, { sessionId, inputText: 'now' })).text).not.toBe('')
  })

  it('fails with the exceptions of agents, before the stream and inside of it', async () => {
    emulator().faults.set([
      { prompt: 'early', error: 'ThrottlingException' },
      { prompt: 'late', exception: 'AccessDeniedException', exceptionAfter: 2 },
      { prompt: 'broken', exception: 'DependencyFailedException', exceptionAfter: 1 },
    ])
    expect(await failureOf(say('early'))).toMatchObject({
      name: 'ThrottlingException',
      status: 429,
    })
    expect(await failureOf(say('late', { enableTrace: true }))).toMatchObject({
      name: 'AccessDeniedException',
    })
    expect(await failureOf(say('broken', { enableTrace: true }))).toMatchObject({
      name: 'DependencyFailedException',
    })
  })

  it('tells in trace and stream when its model fails, and can be asked again', async () => {
    emulator().scripts.set([{ times: 1, answer: { error: 'ThrottlingException' } }])
    expect(await failureOf(say('Hello'))).toMatchObject({
      name: 'ThrottlingException',
      message: textWith('Your request rate is too high. Reduce the frequency of requests.'),
    })
    expect((await say('How long does express shipping take?')).text).toContain('one working day')
  })
})

it('counts what all its model calls took', async () => {
  await talk(agentRuntimeClient(emulator()), {
    sessionId: 'tokens',
    inputText: 'Where is my order A-1042?',
  })
  const said = await talk(agentRuntimeClient(emulator()), {
    sessionId: 'tokens-2',
    inputText: 'Where is my order A-1042?',
    enableTrace: true,
  })
  const usages = said.events.flatMap(({ trace }) => {
    const usage = trace?.trace?.orchestrationTrace?.modelInvocationOutput?.metadata?.usage
    return usage ? [usage] : []
  })
  expect(usages).toHaveLength(2)
  const sum = usages.reduce((total, { inputTokens = 0 }) => total + inputTokens, 0)
  expect(emulator().calls.recent(1)[0]).toMatchObject({
    operation: 'InvokeAgent',
    modelId: 'SHOPAGENT1/SHOPLIVE01',
    inputTokens: sum,
  })
})
