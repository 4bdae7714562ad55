import type { FaultInput } from '@outcrop/emulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startEngine, type Engine } from './testing/engine.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
  await engine.publish()
  await engine.startProcessor()
  engine.startWorker()
})
afterAll(() => engine.close())
afterEach(() => {
  engine.emulator.faults.clear()
  engine.emulator.scripts.clear()
  engine.emulator.calls.clear()
})

let visitor = 0

/** Sends one event and resolves with what became of its run. */
async function runUnder(fault: FaultInput) {
  engine.emulator.faults.set([fault])
  visitor += 1
  const event = await engine.collect({ tealium_event: 'view', tealium_visitor_id: `v${visitor}` })
  const runs = await engine.ended(visitor)
  const run = runs.find(({ event_id }) => event_id === event.id)
  return {
    run,
    calls: engine.emulator.calls.count('Converse'),
    attempts: await engine.attempts(run?.id ?? ''),
  }
}

/** Each error of AWS, what the run ends with, and how often Bedrock is called (three attempts are allowed). */
const errors: readonly (readonly [string, string, string, number])[] = [
  ['AccessDeniedException', 'access-denied', 'failed', 1],
  ['NotAuthorized', 'access-denied', 'failed', 1],
  ['ModelAccessDenied', 'account-not-enabled', 'failed', 1],
  ['InvalidClientTokenId', 'invalid-credentials', 'failed', 1],
  ['UnrecognizedClientException', 'invalid-credentials', 'failed', 1],
  ['ExpiredTokenException', 'expired-credentials', 'failed', 1],
  ['ExpiredToken', 'expired-credentials', 'failed', 1],
  ['InvalidSignatureException', 'signature-mismatch', 'failed', 1],
  ['SignatureDoesNotMatch', 'signature-mismatch', 'failed', 1],
  ['IncompleteSignature', 'signature-mismatch', 'failed', 1],
  ['RequestExpired', 'signature-mismatch', 'failed', 1],
  ['MissingAuthenticationToken', 'signature-mismatch', 'failed', 1],
  ['OptInRequired', 'account-not-enabled', 'failed', 1],
  ['FTUFormNotFilled', 'use-case-form-missing', 'failed', 1],
  ['ValidationException', 'invalid-request', 'failed', 1],
  ['ValidationError', 'invalid-request', 'failed', 1],
  ['OnDemandNotSupported', 'needs-inference-profile', 'failed', 1],
  ['InputTooLong', 'input-too-long', 'failed', 1],
  ['ResourceNotFoundException', 'resource-not-found', 'failed', 1],
  ['ResourceNotFound', 'resource-not-found', 'failed', 1],
  ['EndOfLife', 'resource-not-found', 'failed', 1],
  ['ServiceUnavailableException', 'service-unavailable', 'failed', 3],
  ['ServiceUnavailable', 'service-unavailable', 'failed', 3],
  ['InternalFailure', 'internal-failure', 'failed', 3],
  ['InternalServerException', 'internal-failure', 'failed', 3],
  ['overloaded_error', 'overloaded', 'failed', 3],
  ['ModelErrorException', 'model-error', 'failed', 3],
  ['ModelTimeoutException', 'model-timeout', 'timed_out', 3],
  ['DependencyFailedException', 'dependency-failed', 'failed', 3],
  ['BadGatewayException', 'dependency-failed', 'failed', 3],
  ['ConflictException', 'conflict', 'failed', 3],
]

describe('an error of Bedrock', () => {
  it.each(errors)('%s ends as %s (%s) after %i calls', async (error, code, state, calls) => {
    const result = await runUnder({ error })

    expect(result.run).toMatchObject({ state, problem: { code } })
    expect(result.calls).toBe(calls)
    expect(result.attempts).toHaveLength(calls)
    expect(result.run?.problem?.remedy).not.toBe('')
    expect(result.run?.problem?.aws?.message).not.toBe('')
    expect((await engine.events()).some(({ run_id }) => run_id === result.run?.id)).toBe(false)
  })

  it.each(['header', 'code', 'type'] as const)(
    'is understood when its code comes as %s',
    async (style) => {
      expect((await runUnder({ error: 'AccessDeniedException', style })).run?.problem?.code).toBe(
        'access-denied',
      )
    },
  )

  it('in HTML is the answer of something else', async () => {
    expect(
      (await runUnder({ error: 'ServiceUnavailable', style: 'html' })).run?.problem?.code,
    ).toBe('unexpected-response')
  })
})

describe('a failure on the way', () => {
  it('that ends after two attempts costs two attempts and no more', async () => {
    const { run, calls, attempts } = await runUnder({ error: 'InternalServerException', first: 2 })

    expect(run).toMatchObject({ state: 'succeeded', problem: null })
    expect(calls).toBe(3)
    expect(attempts.map(({ problem }) => problem?.code)).toEqual([
      'internal-failure',
      'internal-failure',
      undefined,
    ])
  })

  it('by throttling waits without spending attempts', async () => {
    const { run, calls } = await runUnder({ error: 'ThrottlingException', first: 6 })

    expect(run).toMatchObject({ state: 'succeeded' })
    expect(calls).toBe(7)
  })

  it('of the connection is tried again', async () => {
    const { run, calls } = await runUnder({ reset: true, first: 1 })

    expect([run?.state, calls]).toEqual(['succeeded', 2])
  })

  it('by a cut body is tried again', async () => {
    const { run } = await runUnder({ truncateAfter: 20, first: 1 })

    expect(run?.state).toBe('succeeded')
  })
})

describe('time', () => {
  it('beyond the timeout of an attempt ends the attempt, and the last of them the run', async () => {
    const slow = await startEngine()
    await slow.publish({ step: { timeout_s: 1, retry: { max_attempts: 2, interval_s: 0.1 } } })
    slow.emulator.faults.set([{ hang: true }])
    await slow.startProcessor()
    slow.startWorker()
    await slow.collect({ tealium_event: 'view', tealium_visitor_id: 'v' })

    const [run] = await slow.ended(1)

    expect(run).toMatchObject({ state: 'timed_out', problem: { code: 'attempt-timeout' } })
    expect(slow.emulator.calls.count('Converse')).toBe(2)
    await slow.close()
  })

  it('beyond the deadline ends the run, however it is spent', async () => {
    const slow = await startEngine()
    await slow.publish({ definition: { deadline_s: 1 }, step: { timeout_s: 60 } })
    slow.emulator.faults.set([{ hang: true }])
    await slow.startProcessor()
    slow.startWorker()
    await slow.collect({ tealium_event: 'view', tealium_visitor_id: 'v' })

    const [run] = await slow.ended(1)

    expect(run).toMatchObject({ state: 'timed_out', problem: { code: 'deadline-exceeded' } })
    await slow.close()
  })

  it('spent on being throttled ends at the deadline, with what AWS said', async () => {
    const slow = await startEngine()
    await slow.publish({ definition: { deadline_s: 1 } })
    slow.emulator.faults.set([{ error: 'ThrottlingException' }])
    await slow.startProcessor()
    slow.startWorker()
    await slow.collect({ tealium_event: 'view', tealium_visitor_id: 'v' })

    const [run] = await slow.ended(1)

    expect(run).toMatchObject({
      state: 'timed_out',
      problem: { code: 'deadline-exceeded', aws: { code: 'ThrottlingException' } },
    })
    await slow.close()
  })
})

describe('an answer', () => {
  const answers = async (...given: (string | { text: string } | { body: { odd: boolean } })[]) => {
    const scripts = given.map((one) => (typeof one === 'string' ? { text: one } : one))
    engine.emulator.scripts.set(scripts.map((answer) => ({ answer, times: 1 })))
    visitor += 1
    await engine.collect({ tealium_event: 'view', tealium_visitor_id: `v${visitor}` })
    const run = (await engine.ended(visitor))[0]
    return {
      run,
      attempts: await engine.attempts(run?.id ?? ''),
      end: (await engine.stepRuns(run?.id ?? ''))[0],
    }
  }

  it('in a fence and with a trailing comma is located and repaired', async () => {
    const { run, end } = await answers(
      'Sure!\n```json\n{"tealium_event": "x", "visitor_score": 5,}\n```',
    )

    expect(run?.state).toBe('succeeded')
    expect(end).toMatchObject({ repaired: true, output: { visitor_score: 5 } })
  })

  it('that cannot be used is asked for once more, and both are kept', async () => {
    const { run, attempts } = await answers('I cannot do that.', '{"tealium_event":"x"}')

    expect(run?.state).toBe('succeeded')
    expect(attempts).toMatchObject([
      { kind: 'call', problem: { code: 'answer-not-json' } },
      { kind: 'reask', problem: null },
    ])
  })

  it('that is empty is asked for once more', async () => {
    const { run, attempts } = await answers('', '{"tealium_event":"x"}')

    expect(run?.state).toBe('succeeded')
    expect(attempts[0]?.problem).toMatchObject({ code: 'answer-empty' })
  })

  it('without a message is kept, and asked for once more', async () => {
    const { run, attempts } = await answers(
      { body: { odd: true } },
      { text: '{"tealium_event":"x"}' },
    )

    expect(run?.state).toBe('succeeded')
    expect(attempts[0]).toMatchObject({
      raw: { requestId: expect.any(String) },
      problem: { code: 'answer-empty' },
    })
  })

  it('of which no tokens are known leaves the tokens of the run unknown', async () => {
    const { run } = await answers({ body: { odd: true } }, { body: { odd: true } })

    expect(run).toMatchObject({ state: 'failed', input_tokens: null, output_tokens: null })
  })

  it('that cannot be used twice fails the run, with the raw text kept', async () => {
    const { run, attempts } = await answers('no', 'still no')

    expect(run).toMatchObject({ state: 'failed', problem: { code: 'answer-not-json' } })
    expect(JSON.stringify(attempts[1]?.raw)).toContain('still no')
  })

  it('without an event name is not an event', async () => {
    const { run } = await answers('{"visitor_score":1}', '{"visitor_score":1}')

    expect(run).toMatchObject({ state: 'failed', problem: { code: 'answer-invalid' } })
  })

  it('with a NUL in it harms nobody: it is asked for again', async () => {
    const { run, attempts } = await answers(
      '{"tealium_event":"x","a":"b\\u0000"}',
      '{"tealium_event":"x","a":"b"}',
    )

    expect(run?.state).toBe('succeeded')
    expect(attempts[0]?.problem).toMatchObject({ code: 'answer-invalid' })
  })
})
