import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { flowArn, flowEmulator, sentByLambda } from '../../bedrock/flows/testing/flow-emulator.ts'
import { storeAttempts } from './attempt-store.ts'
import { claimRuns } from './queue-store.ts'
import { anAttempt } from './testing/an-attempt.ts'
import { traceOfEvent } from '../trace/trace.ts'
import { startEngine, type Engine } from './testing/engine.ts'
import { beat, reapLapsed } from './worker-store.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine(flowEmulator)
  sentByLambda.length = 0
})
afterEach(() => engine.close())

const text = { output: { type: 'text' }, deliver: { to: 'nowhere' } }

function publishFlow(flow: string, input: object = {}, step: object = {}): Promise<string> {
  const flow_alias_arn = `${flowArn(flow)}/alias/LIVE000001`
  const whole = { provider_id: engine.providerId, flow_alias_arn, input_node: 'Start', ...input }
  return engine.publish({ step: { action: 'bedrock.flow', input: whole, ...step } })
}

const mapped = (...names: string[]) => names.map((name) => ({ name, from: { attribute: name } }))

/** Lets one event start the published flow, and waits for the end. */
async function runOnce(payload: object = {}) {
  await engine.startProcessor()
  engine.startWorker()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1', ...payload })
  return theRun()
}

async function theRun() {
  const [run] = await engine.ended(1)
  if (!run) throw new Error('There is no run.')
  return {
    run,
    attempts: await engine.attempts(run.id),
    step: (await engine.stepRuns(run.id))[0],
  }
}

describe('a flow that an event starts', () => {
  it('gives its output back as an event of the same visitor', async () => {
    const parameters = [
      ...mapped('price', 'tags'),
      { name: 'tealium_event', from: { text: 'echo' } },
      { name: 'greeting', from: { template: 'Hello {{ tealium_visitor_id }}' } },
    ]
    await publishFlow('ECHO000001', { parameters, output_node: 'Whole', add_event_payload: true })
    const { run, attempts } = await runOnce({ price: 3, tags: ['a', 'b'] })

    expect(run).toMatchObject({ state: 'succeeded', problem: null })
    const answer = (await engine.events()).at(-1)
    expect(answer).toMatchObject({ name: 'echo', visitor_id: 'v1', run_id: run.id, depth: 1 })
    expect(answer?.payload).toMatchObject({
      tealium_account: 'acme',
      price: 3,
      tags: ['a', 'b'],
      greeting: 'Hello v1',
      event_payload: { tealium_event: 'view', price: 3 },
    })
    expect(answer?.payload).not.toHaveProperty('steps')
    expect(attempts).toMatchObject([
      { kind: 'call', input_tokens: null, cost_usd: null, problem: null },
    ])
    expect(attempts[0]?.raw).toMatchObject({
      completion: 'SUCCESS',
      trace: expect.arrayContaining([{ nodeOutputTrace: expect.anything() }]),
    })
  })

  it('gives what the branch that was taken gives', async () => {
    await publishFlow('BRANCHES01', { parameters: mapped('price', 'name') }, text)
    const { step, attempts } = await runOnce({ price: 120, name: 'Tent' })
    expect(step?.output).toBe('Tent')
    expect(attempts[0]?.raw).toMatchObject({ outputs: [{ node: 'Dear', document: 'Tent' }] })
  })

  it('gives every output of an iterator, by node', async () => {
    const input = { parameters: mapped('items'), output_node: '*' }
    await publishFlow('ROUNDS0001', input, text)
    const { step } = await runOnce({ items: [{ price: 1 }, { price: 2 }] })
    expect(JSON.parse(String(step?.output))).toEqual({
      EachEnd: [{ sent: 1 }, { sent: 2 }],
      AllEnd: [{ sent: 1 }, { sent: 2 }],
    })
  })

  it('is not delivered again when the flow delivers by itself', async () => {
    const input = { parameters: mapped('price'), delivered_by: 'flow' }
    // What another run was answered does not deliver anything.
    await publishFlow('LAMBDA0001', input, { cache: { ttl_s: 60 } })
    const { run, step } = await runOnce({ price: 7 })
    expect(run.state).toBe('succeeded')
    expect(sentByLambda).toMatchObject([{ price: 7, tealium_visitor_id: 'v1' }])
    expect(await engine.events()).toHaveLength(1)
    expect(step?.delivery).toEqual({ to: 'nowhere', state: 'skipped' })
    expect(step?.output).toBe('{"sent":7}')
    await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1', price: 7 })
    await engine.ended(2)
    expect(sentByLambda).toHaveLength(2)
  })
})

describe('a flow that asks', () => {
  const answers = {
    template: '{{ question | split: " " | first }} order {{ turn }} of {{ tealium_visitor_id }}',
  }
  const asking = { parameters: [{ name: 'topic', from: { text: 'x' } }] }

  it('is answered from the template, at most so many times', async () => {
    await publishFlow('ASKS000001', { ...asking, answers: { ...answers, max_turns: 2 } }, text)
    const { step, attempts } = await runOnce()
    expect(step?.output).toBe('Heard: Really order 2 of v1')
    expect(attempts[0]?.raw).toMatchObject({
      questions: [
        { question: 'Which order?', answer: 'Which order 1 of v1' },
        { question: 'Really order 1?' },
      ],
    })
    const [run] = await engine.runs()
    const trace = await traceOfEvent(engine.database.pool, engine.organizationId, run?.event_id ?? '') // prettier-ignore
    const texts = trace?.lines.map(({ text }) => text) ?? []
    expect(texts).toContainEqual(expect.stringMatching(/^Called: arn:.*flow\/ASKS000001\/alias/))
    expect(texts).toContain('The Flow Asked: Which order? (Answered: Which order 1 of v1)')
    expect(texts).toContain('The Flow Asked: Really order 1? (Answered: Really order 2 of v1)')
  })

  it.each([
    ['nobody answers', {}],
    ['it asks too often', { answers: { ...answers, max_turns: 1 } }],
    ['the template renders nothing', { answers: { template: '{{ topic | remove: "x" }}' } }],
  ])(
    // prettier-ignore
    'ends the step honestly when %s',
    async (_, more) => {
      await publishFlow('ASKS000001', { ...asking, ...more }, text)
      const { run, attempts } = await runOnce()
      expect(run).toMatchObject({ state: 'failed', problem: { code: 'answer-asks' } })
      expect(attempts).toHaveLength(1)
      expect(attempts[0]?.raw).toMatchObject({ completion: 'INPUT_REQUIRED' })
    },
  )
})

describe('a flow that fails', () => {
  it('runs again when its stream is cut, wherever that is', async () => {
    await publishFlow('ECHO000001', { parameters: mapped('price'), output_node: 'Part', trace: false }, text) // prettier-ignore
    for (const cut of [0, 1, 2]) {
      engine.emulator.faults.set([{ operation: 'InvokeFlow', cutAfter: cut, first: 1 }])
      engine.emulator.calls.clear()
      const before = (await engine.runs()).length
      if (before === 0) await engine.startProcessor()
      if (before === 0) engine.startWorker()
      await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1', price: cut })
      const [run] = await engine.ended(before + 1)
      expect(run?.state).toBe('succeeded')
      const attempts = await engine.attempts(run?.id ?? '')
      expect(attempts.map(({ problem }) => problem?.code ?? null)).toEqual(['connection-lost', null]) // prettier-ignore
      // Not once more by the client library.
      expect(engine.emulator.calls.count('InvokeFlow')).toBe(2)
    }
  })

  it('says what failed behind it, and that its own role was denied', async () => {
    const once = { ...text, retry: { max_attempts: 1 } }
    await publishFlow('LAMBDA0001', { parameters: mapped('broken') }, once)
    const failed = await runOnce({ broken: true })
    expect(failed.run.problem).toMatchObject({ code: 'dependency-failed' })
    expect(failed.run.problem?.detail).toContain('behind it: Lambda')
  })

  it('is not published when the ARN names no alias id', async () => {
    const flow_alias_arn = `${flowArn('ECHO000001')}/alias/live`
    const publishing = publishFlow('ECHO000001', { flow_alias_arn }, text)
    await expect(publishing).rejects.toThrow('its alias "live" must be ten letters and digits')
    expect(engine.emulator.calls.count()).toBe(0)
  })
})

it('is not run again when the worker dies with its answer stored', async () => {
  await publishFlow('ECHO000001', { output_node: 'Part' }, text)
  const processor = await engine.startProcessor()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1' })
  while ((await engine.runs()).length < 1) await new Promise((resolve) => setTimeout(resolve, 20))
  await processor.stop()
  const { pool } = engine.database
  await beat(pool, 'dead', 8)
  const [run] = await claimRuns(pool, 'dead', [{ lane: engine.providerId, free: 1 }], new Date())
  const raw = { completion: 'SUCCESS', outputs: [{ node: 'Part', document: 42 }], questions: [] }
  await storeAttempts(pool, 'dead', [anAttempt(run, raw)])
  await pool.query(`update workers set lease_until = now() - interval '1 second'`)
  await reapLapsed(pool, 'alive', new Date())

  engine.startWorker()
  const { run: ended, step } = await theRun()

  expect(ended.state).toBe('succeeded')
  expect(step?.output).toBe('42')
  expect(engine.emulator.calls.count('InvokeFlow')).toBe(0)
})

describe('what can be published', () => {
  it.each([
    ['an unknown variable in the answer', { answers: { template: '{{ nobody }}' } }, 'steps.0.input.answers.template: The variable "nobody" is not known'], // prettier-ignore
    ['an output node that cannot be', { output_node: 'My node' }, 'steps.0.input.output_node'],
    ['a flow without ARN', { flow_alias_arn: ' ' }, 'Enter the ARN of a flow alias.'],
  ])('not %s', async (_, input, message) => {
    await expect(publishFlow('ECHO000001', input)).rejects.toThrow(message)
  })
})
