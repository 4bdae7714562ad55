import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startEngine, type Engine } from './testing/engine.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
})
afterEach(() => engine.close())

const text = { output: { type: 'text' }, deliver: { to: 'nowhere' } }
const fields = {
  output: {
    type: 'structured',
    fields: [
      { name: 'category', type: 'string', choices: ['order', 'return', 'other'] },
      { name: 'urgent', type: 'boolean' },
    ],
  },
  deliver: { to: 'nowhere' },
}

const publishTask = (input: object, step: object = text) =>
  engine.publish({
    step: { action: 'bedrock.agent-task', input: { agent_id: engine.agentId, ...input }, ...step },
  })

/** Publishes a task, lets one event start it, and waits for its end. */
async function runTask(input: object, step?: object, payload: object = {}) {
  await publishTask(input, step)
  await engine.startProcessor()
  engine.startWorker()
  await engine.collect({ tealium_event: 'contact', tealium_visitor_id: 'v1', ...payload })
  return theRun()
}

async function theRun(count = 1) {
  const run = (await engine.ended(count))[0]
  if (!run) throw new Error('There is no run.')
  return {
    run,
    attempts: await engine.attempts(run.id),
    output: (await engine.stepRuns(run.id))[0]?.output,
  }
}

const sessionsUsed = (requests: readonly { request: unknown }[]) =>
  requests.map(({ request }) => z.looseObject({ session_id: z.string() }).parse(request).session_id)

describe('a task for an agent', () => {
  it('gives a text, with citations, trace and tokens kept', async () => {
    const { run, attempts, output } = await runTask({
      task: 'How many days do customers have to send unused products back?',
    })
    expect(run.state).toBe('succeeded')
    expect(output).toContain('within 60 days')
    const raw = z.looseObject({ citations: z.array(z.unknown()), trace: z.array(z.unknown()) })
    const { citations, trace } = raw.parse(attempts[0]?.raw)
    expect(citations).toHaveLength(1)
    expect(trace.length).toBeGreaterThan(3)
    const [call] = engine.emulator.calls.recent(1)
    expect(run).toMatchObject({
      input_tokens: call?.inputTokens,
      output_tokens: call?.outputTokens,
    })
    expect(Number(run.cost_usd)).toBeGreaterThan(0)
  })

  it('gives fields, which are asked for in the task itself', async () => {
    const { run, attempts, output } = await runTask({ task: 'Sort: my parcel is late' }, fields)
    expect(run.state).toBe('succeeded')
    const category = z.enum(['order', 'return', 'other'])
    expect(z.strictObject({ category, urgent: z.boolean() }).safeParse(output).success).toBe(true)
    expect(attempts).toMatchObject([{ kind: 'call', output_mode: 'prompted' }])
    expect(engine.emulator.calls.recent(1)[0]?.inputText).toContain('"enum": [')
  })

  it('is asked once more in the same session when its answer is of no use', async () => {
    engine.emulator.scripts.set([{ times: 1, answer: { text: 'Gladly! Here it comes.' } }])
    const { run, attempts } = await runTask({ task: 'Sort: my parcel is late' }, fields)
    expect(run.state).toBe('succeeded')
    expect(attempts.map(({ kind }) => kind)).toEqual(['call', 'reask'])
    const [first, second] = sessionsUsed(attempts)
    expect(second).toBe(first)
  })

  it('looks things up on the way', async () => {
    const { output, attempts } = await runTask(
      {
        task: 'Where is order {{ order_id }}?',
        parameters: [{ name: 'order_id', from: { attribute: 'order_id' } }],
      },
      text,
      { order_id: 'A-1042' },
    )
    expect(output).toMatch(/packed|shipped|deliver/)
    expect(JSON.stringify(attempts[0]?.raw)).toContain('Calls Orders · get_order_status')
  })
})

describe('control that an agent returns', () => {
  const task = 'Refund order A-7 to the customer'

  it('is a problem when nobody answers it', async () => {
    const { run } = await runTask({ task })
    expect(run).toMatchObject({
      state: 'failed',
      problem: { code: 'agent-wants-action', detail: 'The agent asks for Refunds.issue_refund and waits for the result.' }, // prettier-ignore
    })
    expect(engine.emulator.calls.count('InvokeAgent')).toBe(1)
  })

  it('is answered by its template', async () => {
    const { run, output } = await runTask({
      task,
      action_answers: [
        {
          action: 'Refunds.issue_refund',
          answer: 'refund: granted for {{ tealium_visitor_id }}',
        },
      ],
    })
    expect(run.state).toBe('succeeded')
    expect(output).toContain('granted for v1')
    expect(engine.emulator.calls.count('InvokeAgent')).toBe(2)
  })
})

describe('control that an agent returns, answered with what the agent said', () => {
  it('sees the parameters of the action, and is stored as the template that it is', async () => {
    const answer =
      'refund of {{ action.parameters.order_id }}: granted for {{ tealium_visitor_id }}'
    const { run, output, attempts } = await runTask({
      task: 'Refund order A-7 to the customer',
      action_answers: [{ action: 'Refunds.issue_refund', answer }],
    })
    expect(run.state).toBe('succeeded')
    expect(output).toContain('A-7')
    expect(attempts[0]?.request).toMatchObject({
      action_answers: {
        'Refunds.issue_refund': { template: answer, variables: { tealium_visitor_id: 'v1' } },
      },
    })
  })
})

describe('the session of a task', () => {
  it.each([
    ['step', 2],
    ['run', 2],
    ['visitor', 1],
  ])('of a %s: two runs of one visitor have %s', async (session, count) => {
    await publishTask({ task: 'Hello', session })
    await engine.startProcessor()
    engine.startWorker()
    for (let turn = 1; turn <= 2; turn += 1) {
      await engine.collect({ tealium_event: 'contact', tealium_visitor_id: 'v1' })
      await engine.ended(turn)
    }
    const runs = await engine.runs()
    const attempts = await Promise.all(runs.map(({ id }) => engine.attempts(id)))
    const sessions = sessionsUsed(attempts.flat())
    expect(new Set(sessions).size).toBe(count)
    for (const each of sessions) expect(each).toMatch(/^[0-9a-zA-Z._:-]{2,100}$/)
  })

  it('carries attributes', async () => {
    const { attempts } = await runTask({
      task: 'Hello',
      session_attributes: [{ name: 'visitor', value: '{{ tealium_visitor_id }}' }],
    })
    expect(attempts[0]?.request).toMatchObject({ session_attributes: { visitor: 'v1' } })
  })
})

describe('a task that fails', () => {
  it('is tried again when the agent is throttled in its stream', async () => {
    engine.emulator.faults.set([{ operation: 'InvokeAgent', first: 1, exception: 'ThrottlingException', exceptionAfter: 2 }]) // prettier-ignore
    const { run, attempts } = await runTask({ task: 'Hello' })
    expect(run.state).toBe('succeeded')
    expect(attempts.map(({ problem }) => problem?.code ?? null)).toEqual(['throttled', null])
  })

  it('ends at the timeout of the step', async () => {
    engine.emulator.faults.set([{ operation: 'InvokeAgent', stallAfter: 1 }])
    const retry = { max_attempts: 1 }
    const { run } = await runTask({ task: 'Hello' }, { ...text, timeout_s: 1, retry })
    expect(run).toMatchObject({ state: 'timed_out', problem: { code: 'attempt-timeout' } })
  })

  it('cannot be published for an agent that is not connected', async () => {
    const agent_id = `agt_${'0'.repeat(32)}`
    await expect(publishTask({ agent_id, task: 'Hello' })).rejects.toThrow(
      'steps.0.input.agent_id: This agent is not connected. Choose another one.',
    )
  })
})
