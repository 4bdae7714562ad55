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
  output: { type: 'structured', fields: [{ name: 'urgent', type: 'boolean' }] },
  deliver: { to: 'nowhere' },
}
const aboutOrder = {
  task: 'Hello from {{ tealium_visitor_id }}',
  session: 'record',
  record_key: '{{ event_payload.order_id }}',
  add_event_payload: true,
}

const publishTask = (input: object, step: object = text) =>
  engine.publish({
    step: { action: 'bedrock.agent-task', input: { agent_id: engine.agentId, ...input }, ...step },
  })

async function start() {
  await engine.startProcessor()
  engine.startWorker()
}

const collect = (visitor: string, payload: object) =>
  engine.collect({ tealium_event: 'contact', tealium_visitor_id: visitor, ...payload })

/** The runs in the order in which they were started, with their attempts. */
async function ended(count: number) {
  const runs = (await engine.ended(count)).toReversed()
  return Promise.all(
    runs.map(async (run) => ({ run, attempts: await engine.attempts(run.id), outputs: await engine.stepRuns(run.id) })), // prettier-ignore
  )
}

const request = z.looseObject({ session_id: z.string(), record_key: z.string().nullable() })
const requestOf = (attempt: { request: unknown } | undefined) => request.parse(attempt?.request)

describe('the session of a record', () => {
  it('is one for its runs, whoever they are of, and another one for every other record', async () => {
    await publishTask(aboutOrder)
    await start()
    for (const [visitor, order_id] of [
      ['v1', 'A-1042'],
      ['v2', 'A-1042'],
      ['v1', 'A-7'],
      ['v1', 17],
      ['v2', '17'],
    ])
      // prettier-ignore
      await collect(String(visitor), { order_id })
    const used = (await ended(5)).map(({ attempts }) => requestOf(attempts[0]))
    const pairs = new Set(used.map(({ record_key, session_id }) => `${record_key} ${session_id}`))
    expect([...pairs].map((pair) => pair.split(' ')[0]).toSorted()).toEqual(['17', 'A-1042', 'A-7'])
    expect(new Set(used.map(({ session_id }) => session_id)).size).toBe(3)
    for (const each of used) expect(each.session_id).toMatch(/^record-[0-9a-f]{64}$/)
  })

  it('lets the agent remember what it was told before about the record', async () => {
    await publishTask({ ...aboutOrder, task: '{{ event_payload.said }}' })
    await start()
    await collect('v1', { order_id: 'o1', said: 'My order is A-1042, hello' })
    await engine.ended(1)
    await collect('v2', { order_id: 'o1', said: 'Where is my order?' })
    await collect('v3', { order_id: 'o2', said: 'Where is my order?' })
    const answers = (await ended(3)).map(
      ({ run, outputs }) => [run.visitor_id, outputs[0]?.output] as const,
    )
    const answer = new Map(answers)
    expect(answer.get('v2')).toMatch(/packed|shipped|deliver/)
    expect(answer.get('v3')).toContain('I need the order id')
  })

  it('is not shared by automations, whose keys may mean different things', async () => {
    await publishTask(aboutOrder)
    await publishTask(aboutOrder)
    await start()
    await collect('v1', { order_id: '17' })
    const sessions = (await ended(2)).map(({ attempts }) => requestOf(attempts[0]).session_id)
    expect(new Set(sessions).size).toBe(2)
  })
})

describe('runs that share a session', () => {
  it.each([
    ['record', aboutOrder],
    ['visitor', { task: 'Hello', session: 'visitor' }],
  ])('of a %s talk one after the other, in the order of their start', async (_, input) => {
    engine.emulator.faults.set([{ operation: 'InvokeAgent', latency: 30 }])
    await publishTask(input)
    await engine.startProcessor()
    for (let event = 0; event < 6; event += 1) await collect('v1', { order_id: 'A-1' })
    while ((await engine.runs()).length < 6) await new Promise((done) => setTimeout(done, 10))
    engine.startWorker()
    engine.startWorker()
    const all = await ended(6)
    // AWS refuses a second one in a busy session with a ConflictException.
    expect(all.map(({ attempts }) => attempts.map(({ problem }) => problem))).toEqual(
      Array(6).fill([null]),
    )
    expect(all.map(({ run }) => run.state)).toEqual(Array(6).fill('succeeded'))
    const { rows } = await engine.database.pool.query('select from session_turns')
    expect(rows).toEqual([])
  })

  it('do not come between an answer and what is asked once more about it', async () => {
    engine.emulator.scripts.set([{ times: 1, answer: { text: 'Gladly! Here it comes.' } }])
    engine.emulator.faults.set([{ operation: 'InvokeAgent', latency: 30 }])
    await publishTask(aboutOrder, fields)
    await start()
    for (const visitor of ['first', 'second', 'third']) await collect(visitor, { order_id: 'A-1' })
    const all = await ended(3)
    expect(all.map(({ run }) => run.state)).toEqual(Array(3).fill('succeeded'))
    const attempts = all.flatMap((one) => one.attempts)
    const inOrder = attempts.toSorted((one, other) => one.id.localeCompare(other.id))
    expect(inOrder.map(({ kind }) => kind)).toEqual(['call', 'reask', 'call', 'call'])
  })
})

describe('a record that cannot be told', () => {
  it.each([
    ['is missing', {}, /missing or empty/],
    ['is empty', { order_id: '' }, /missing or empty/],
    ['is a list', { order_id: ['A-1'] }, /is a list/],
    ['is an object', { order_id: { id: 'A-1' } }, /of type object/],
    ['is a whole text', { order_id: 'A-1 '.repeat(70) }, /has 279 characters/],
  ])('because its key %s ends the run before anything is called', async (_, payload, says) => {
    await publishTask(aboutOrder)
    await start()
    await collect('v1', payload)
    const [only] = await ended(1)
    expect(only?.run).toMatchObject({
      state: 'failed',
      problem: { code: 'record-unclear', who: 'author', detail: expect.stringMatching(says) },
    })
    expect(engine.emulator.calls.count('InvokeAgent')).toBe(0)
  })

  it.each([
    [{ session: 'record' }, 'Say which record a run is about'],
    [{ session: 'record', record_key: 'orders' }, 'This key is the same in every run'],
    [{ session: 'record', record_key: '{{ order }}' }, 'The variable "order" is not known'],
    [{ session: 'record', record_key: '{{ order' }, 'record_key: output "{{ order" not closed'],
    [{ session: 'run', record_key: '{{ tealium_visitor_id }}' }, 'Only the session "record" has a key'], // prettier-ignore
  ])('is refused when it is published: %j', async (input, says) => {
    await expect(publishTask({ task: 'Hello', ...input })).rejects.toThrow(says)
  })
})
