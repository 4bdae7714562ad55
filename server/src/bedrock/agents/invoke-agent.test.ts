import { describe, expect, test } from 'vitest'
import { emulated, problemFrom } from '../testing/emulated.ts'
import type { AgentEvent, AgentTurn } from './agent-event.ts'
import { hear, nothingHeard, type Heard } from './hear-agent.ts'

const world = emulated()
const aliasArn = 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/SHOPAGENT1/SHOPLIVE01'

let sessions = 0
const turn = (text: string, change: Partial<AgentTurn> = {}): AgentTurn => ({
  aliasArn,
  sessionId: `session-${(sessions += 1)}`,
  say: { text },
  sessionAttributes: {},
  stream: false,
  ...change,
})

async function hearAll(
  given: AgentTurn,
  { signal = new AbortController().signal, idleMs }: { signal?: AbortSignal; idleMs?: number } = {},
): Promise<Heard & { kinds: AgentEvent['type'][] }> {
  const heard = nothingHeard()
  const kinds: AgentEvent['type'][] = []
  const options = { signal, ...(idleMs !== undefined && { idleMs }) }
  for await (const event of world.bedrock.invokeAgent(world.connection(), given, options)) {
    hear(heard, event)
    kinds.push(event.type)
  }
  return { ...heard, kinds }
}

describe('an answer', () => {
  test('has text, citations, steps and the tokens of all model calls', async () => {
    const heard = await hearAll(turn('How many days do I have to send unused products back?'))
    expect(heard.text).toContain('within 60 days')
    expect(heard.citations).toMatchObject([
      { text: heard.text, sources: [{ location: 's3://demo-shop/handbook/returns.md' }] },
    ])
    expect(heard.steps.map(({ kind }) => kind)).toEqual([
      'knowledge-base',
      'knowledge-base',
      'model',
      'model',
      'answer',
    ])
    const [call] = world.emulator.calls.recent(1)
    expect(heard.tokens).toEqual({ input: call?.inputTokens, output: call?.outputTokens })
    expect(heard.model).toBe('amazon.nova-lite-v1:0')
    expect(heard.requestId).toBe(call?.requestId)
    expect(heard.kinds.at(-1)).toBe('end')
  })

  test('tells of actions in words, and counts both model calls', async () => {
    const heard = await hearAll(turn('Where is my order A-1042?'))
    const actions = heard.steps.filter(({ kind }) => kind === 'action').map(({ text }) => text)
    expect(actions[0]).toBe('Calls Orders · get_order_status(order_id: A-1042)')
    expect(actions[1]).toContain('The action returned')
    expect(heard.steps.filter(({ tokens }) => tokens !== null)).toHaveLength(2)
  })

  test('streams in pieces when that is wanted', async () => {
    const question = 'How long is the warranty of jackets and backpacks of your own brand?'
    const whole = await hearAll(turn(question))
    const streamed = await hearAll(turn(question, { stream: true }))
    expect(streamed.text).toBe(whole.text)
    expect(streamed.kinds.filter((kind) => kind === 'text').length).toBeGreaterThan(1)
  })

  test('may be a return of control, which is answered in the same session', async () => {
    const given = turn('Please refund order A-7')
    const { returnControl, text } = await hearAll(given)
    expect(text).toBe('')
    expect(returnControl?.actions).toEqual([
      { action_group: 'Refunds', name: 'issue_refund', parameters: { order_id: 'A-7' } },
    ])
    const results = [
      { action_group: 'Refunds', name: 'issue_refund', body: '{"refund": "granted"}' },
    ]
    const say = { invocationId: returnControl?.invocation_id ?? '', results }
    expect((await hearAll({ ...given, say })).text).toContain('granted')
  })

  test('continues a session until it is ended', async () => {
    const given = turn('My order is A-1042, hello')
    await hearAll(given)
    const say = { text: 'Where is my order?' }
    expect((await hearAll({ ...given, say })).text).not.toContain('I need')
    await hearAll({ ...given, say: 'goodbye' })
    expect((await hearAll({ ...given, say })).text).toContain('I need the order id')
  })
})

describe('an answer that was cut off is never whole', () => {
  test.each([1, 3, 5])('by a lost connection after %s frames', async (cutAfter) => {
    world.emulator.faults.set([{ operation: 'InvokeAgent', cutAfter }])
    expect((await problemFrom(hearAll(turn('How long does shipping take?')))).code).toBe(
      'connection-lost',
    )
  })

  test.each([
    [4, false],
    [5, true],
    [6, true],
  ])('by a clean end after %s frames (streamed: %s)', async (cutAfter, stream) => {
    world.emulator.faults.set([{ operation: 'InvokeAgent', cutAfter, cut: 'end' }])
    const problem = await problemFrom(hearAll(turn('How long does shipping take?', { stream })))
    expect(problem.code).toBe('connection-lost')
  })

  test('by silence', async () => {
    world.emulator.faults.set([{ operation: 'InvokeAgent', stallAfter: 3 }])
    const problem = await problemFrom(
      hearAll(turn('How long does shipping take?'), { idleMs: 150 }),
    )
    expect(problem.code).toBe('attempt-timeout')
    expect(problem.message).toContain('silent')
  })
})

describe('a failure', () => {
  test('inside of the stream says whose role it is', async () => {
    world.emulator.faults.set([
      {
        operation: 'InvokeAgent',
        exception: 'AccessDeniedException',
        exceptionAfter: 1,
        message: 'Access denied when calling Bedrock. Check your request permissions.',
      },
    ])
    const problem = await problemFrom(hearAll(turn('Hello')))
    expect(problem.code).toBe('role-behind-denied')
    expect(problem.remedy).toContain("agent's own execution role")
  })

  test.each([
    ['ThrottlingException', 'throttled'],
    ['DependencyFailedException', 'dependency-failed'],
    ['ConflictException', 'conflict'],
    ['ModelNotReadyException', 'model-not-ready'],
    ['InternalServerException', 'internal-failure'],
  ] as const)('%s is %s, before the stream and inside of it', async (name, code) => {
    world.emulator.faults.set([{ prompt: 'early', error: name }, { prompt: 'late', exception: name, exceptionAfter: 2 }]) // prettier-ignore
    expect((await problemFrom(hearAll(turn('early')))).code).toBe(code)
    expect((await problemFrom(hearAll(turn('late')))).code).toBe(code)
  })

  test('is a cancel when the caller gives up, and the call ends', async () => {
    world.emulator.faults.set([{ operation: 'InvokeAgent', stallAfter: 2 }])
    const stop = new AbortController()
    const work = problemFrom(hearAll(turn('Hello'), { signal: stop.signal }))
    await expect.poll(() => world.emulator.calls.inFlight()).toBe(1)
    stop.abort()
    expect((await work).code).toBe('cancelled')
    await expect.poll(() => world.emulator.calls.inFlight()).toBe(0)
  })

  test('in whoever listens gives the call up', async () => {
    world.emulator.faults.set([{ operation: 'InvokeAgent', stallAfter: 2 }])
    const signal = new AbortController().signal
    for await (const event of world.bedrock.invokeAgent(world.connection(), turn('x'), {
      signal,
    })) {
      expect(event.type).toBe('step')
      break
    }
    await expect.poll(() => world.emulator.calls.inFlight()).toBe(0)
  })
})
