import type { ProblemCode } from '@outcrop/contract'
import { describe, expect, test } from 'vitest'
import { emulated, problemFrom } from '../testing/emulated.ts'
import { awsDocument } from './aws-document.ts'
import { readFlowAnswer } from './flow-answer.ts'
import type { FlowRequest } from './flow-request.ts'
import { flowEmulator, flowArn } from './testing/flow-emulator.ts'

const world = emulated(flowEmulator)
const open = () => new AbortController().signal

function invoke(flow: string, document: unknown, more: Partial<FlowRequest> = {}) {
  const aliasArn = `${flowArn(flow)}/alias/LIVE000001`
  const request = { aliasArn, inputNode: 'Start', document, trace: false, answer: () => null }
  return world.bedrock.invokeFlow(world.connection(), { ...request, ...more }, { signal: open() })
}

describe('invokeFlow', () => {
  test('gives every output, and knows no tokens', async () => {
    const answer = await invoke('ECHO000001', { price: 3, tags: ['a'] })
    expect(answer.raw).toEqual({
      completion: 'SUCCESS',
      outputs: [
        { node: 'Whole', document: { price: 3, tags: ['a'] } },
        { node: 'Part', document: 3 },
      ],
      questions: [],
      trace: [],
      execution_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      request_id: answer.requestId,
    })
    expect(answer.usage).toEqual({ input: null, output: null, cacheRead: null, cacheWrite: null })
    expect(answer.requestId).toBe(world.emulator.calls.recent()[0]?.requestId)
    expect(JSON.parse(JSON.stringify(answer.raw))).toEqual(answer.raw)
  })

  test('keeps the trace when it is wanted', async () => {
    const { raw } = await invoke('ECHO000001', { price: 3 }, { trace: true })
    expect(raw['trace']).toContainEqual({
      nodeOutputTrace: expect.objectContaining({ nodeName: 'Start' }),
    })
  })

  test('answers what the flow asks, turn by turn', async () => {
    const asked: unknown[] = []
    const answer = (question: unknown) => `It is order ${asked.push(question)}.`
    const { raw } = await invoke('TALK000001', 'Hello', { answer })
    expect(asked).toEqual([
      { node: 'Helper', question: 'Which order?', turn: 1 },
      { node: 'Helper', question: 'Really order 1?', turn: 2 },
    ])
    expect(raw).toMatchObject({
      completion: 'SUCCESS',
      outputs: [{ node: 'End', document: 'Heard: It is order 2.' }],
      questions: [{ answer: 'It is order 1.' }, { answer: 'It is order 2.' }],
    })
    expect(world.emulator.calls.count('InvokeFlow')).toBe(3)
  })

  test('leaves a question open when nobody answers', async () => {
    const { raw } = await invoke('TALK000001', 'Hello')
    expect(raw).toMatchObject({ completion: 'INPUT_REQUIRED', outputs: [] })
    expect(() => readFlowAnswer(raw, { outputNode: null, mayBeSilent: true })).toThrow(
      'The node Helper of the flow asks: Which order?',
    )
  })

  test('does not answer with blanks, and says that nothing came of the template', async () => {
    const { raw } = await invoke('TALK000001', 'Hello', { answer: () => ' \n' })
    expect(raw).toMatchObject({ completion: 'INPUT_REQUIRED', questions: [{ answer: ' \n' }] })
    expect(world.emulator.calls.count('InvokeFlow')).toBe(1)
    expect(() => readFlowAnswer(raw, { outputNode: null, mayBeSilent: false })).toThrow(
      'The node Helper of the flow asks: Which order? The answer that the step has for it is blank.',
    )
  })

  test('says how often it was answered when it asks more than it may', async () => {
    const answer = ({ turn }: { turn: number }) => (turn > 1 ? null : 'It is order 1.')
    const { raw } = await invoke('TALK000001', 'Hello', { answer })
    expect(() => readFlowAnswer(raw, { outputNode: null, mayBeSilent: false })).toThrow(
      'The node Helper of the flow asks: Really order 1? It had 1 answer before, and the step gives no more.',
    )
  })

  test('fails when the stream is cut, wherever that is', async () => {
    for (const [cut, frames] of [
      ['drop', 1],
      ['end', 1],
      ['drop', 2],
      ['end', 2],
      ['end', 0],
    ] as const) {
      // prettier-ignore
      world.emulator.faults.set([{ operation: 'InvokeFlow', cutAfter: frames, cut }])
      const problem = await problemFrom(invoke('ECHO000001', { price: 3 }))
      expect(problem.code).toBe('connection-lost')
    }
  })

  test('fails when the stream falls silent', async () => {
    world.emulator.faults.set([{ operation: 'InvokeFlow', stallAfter: 1 }])
    const timeout = AbortSignal.timeout(300)
    const aliasArn = `${flowArn('ECHO000001')}/alias/LIVE000001`
    const request = { aliasArn, inputNode: 'Start', document: {}, trace: false, answer: () => null }
    const stalled = world.bedrock.invokeFlow(
      world.connection(),
      { ...request, document: { price: 3 } },
      { signal: timeout },
    )
    expect((await problemFrom(stalled)).code).toBe('attempt-timeout')
  })

  test.each<[string, ProblemCode]>([
    ['AccessDeniedException', 'role-behind-denied'],
    ['BadGatewayException', 'dependency-failed'],
    ['ConflictException', 'conflict'],
    ['DependencyFailedException', 'dependency-failed'],
    ['InternalServerException', 'internal-failure'],
    ['ResourceNotFoundException', 'resource-not-found'],
    ['ServiceQuotaExceededException', 'quota-exceeded'],
    ['ThrottlingException', 'throttled'],
    ['ValidationException', 'invalid-request'],
  ])('tells %s in the stream by its class', async (exception, code) => {
    for (const exceptionAfter of [0, 1]) {
      world.emulator.faults.set([{ operation: 'InvokeFlow', exception, exceptionAfter }])
      const problem = await problemFrom(invoke('ECHO000001', { price: 3 }))
      expect(problem.code).toBe(code)
      expect(problem.aws?.code).toBe(exception)
    }
    expect(world.emulator.calls.count('InvokeFlow')).toBe(2)
  })

  test('tells the caller denied from the role of the flow denied', async () => {
    const role = await problemFrom(invoke('DENIED0001', { price: 3 }))
    expect(role.code).toBe('role-behind-denied')
    expect(role.message).toContain('lambda:InvokeFunction')
    world.emulator.faults.set([{ operation: 'InvokeFlow', error: 'AccessDeniedException' }])
    const caller = await problemFrom(invoke('DENIED0001', { price: 3 }))
    expect(caller.code).toBe('access-denied')
    expect(caller.message).toContain('bedrock:InvokeFlow')
  })

  test('names what failed behind the flow', async () => {
    const problem = await problemFrom(invoke('LAMBDA0001', { broken: true }))
    expect(problem.code).toBe('dependency-failed')
    expect(problem.message).toContain('behind it: Lambda')
    expect(problem.message).toContain('no stock')
  })
})

test('documents carry what JSON can', () => {
  expect(awsDocument({ a: undefined, b: [1, NaN, null], c: { d: true } })).toEqual({
    b: [1, null, null],
    c: { d: true },
  })
})
