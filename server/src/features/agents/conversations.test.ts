import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { agentServer, answerIn, liveAlias, type AgentServer, type Tenant } from './testing/agent-server.ts' // prettier-ignore
import { refusal } from '../../http/testing/refusal.ts'

let world: AgentServer
let ours: Tenant
let agentId: string
beforeAll(async () => {
  world = await agentServer()
})
beforeEach(async () => {
  world.emulator.faults.clear()
  world.emulator.scripts.clear()
  world.emulator.calls.clear()
  world.clock.aheadMs = 0
  ours = await world.tenant()
  const body = { provider_id: ours.providerId, alias_arn: liveAlias }
  agentId = (await ours.client.connectAgent({ body })).id
})
afterAll(() => world.close())

const start = async () => (await ours.client.startConversation({ params: { id: agentId } })).id
const read = (id: string) =>
  ours.client.getConversation({ params: { id: agentId, conversation_id: id } })
const end = (id: string) =>
  ours.client.endConversation({ params: { id: agentId, conversation_id: id } })

const counted = async (by: 'agent' | 'model') =>
  (await ours.client.getUsage({ query: { group_by: by } })).groups

describe('a message', () => {
  test('is answered while one listens, with citations, steps, tokens and latency', async () => {
    const id = await start()
    const events = await ours.say(agentId, id, {
      text: 'How many days do I have to send unused products back?',
    })
    const kinds = events.map(({ event }) => event)
    expect(kinds[0]).toBe('sent')
    expect(kinds.filter((kind) => kind === 'text').length).toBeGreaterThan(1)
    expect(kinds).toContain('citation')
    expect(kinds).toContain('step')
    const answer = answerIn(events)
    const text = events.map((each) => (each.event === 'text' ? each.data.text : '')).join('')
    expect(answer).toMatchObject({ role: 'agent', state: 'done', text, return_control: null })
    expect(text).toContain('within 60 days')
    expect(answer.citations[0]?.sources[0]?.location).toBe('s3://demo-shop/handbook/returns.md')
    expect(answer.latency_ms).toBeGreaterThan(0)
    const [call] = world.emulator.calls.recent(1)
    expect(await counted('agent')).toMatchObject([{ key: agentId, calls: 1, failures: 0, tokens: answer.tokens }]) // prettier-ignore
    expect(await counted('model')).toMatchObject([{ key: 'amazon.nova-lite-v1:0', cost_usd: expect.any(String) }]) // prettier-ignore
    expect(answer).toMatchObject({
      tokens: { input: call?.inputTokens, output: call?.outputTokens },
      request_id: call?.requestId,
    })
  })

  test('that could not be stored takes no turn from the next one', async () => {
    const id = await start()
    await world.database.pool.query(`alter table messages add constraint broken check (role <> 'agent') not valid`) // prettier-ignore
    await expect(ours.say(agentId, id, { text: 'Hello there' })).rejects.toThrow()
    await world.database.pool.query('alter table messages drop constraint broken')
    expect((await read(id)).messages).toEqual([])

    expect(answerIn(await ours.say(agentId, id, { text: 'Hello there' }))).toMatchObject({ state: 'done' }) // prettier-ignore
  })

  test('is kept with its answer, and the conversation sums up', async () => {
    const id = await start()
    const first = answerIn(await ours.say(agentId, id, { text: 'Hello there' }))
    const second = answerIn(await ours.say(agentId, id, { text: 'Where is my order A-1042?' }))
    const { conversation, messages } = await read(id)
    expect(messages.map(({ role, text }) => [role, text])).toEqual([
      ['user', 'Hello there'],
      ['agent', first.text],
      ['user', 'Where is my order A-1042?'],
      ['agent', second.text],
    ])
    expect(messages[3]).toEqual(second)
    expect(conversation).toMatchObject({
      state: 'open',
      title: 'Hello there',
      messages: 4,
      tokens: { input: (first.tokens.input ?? 0) + (second.tokens.input ?? 0) },
    })
    const { items } = await ours.client.listConversations({ params: { id: agentId }, query: {} })
    expect(items).toEqual([conversation])
  })

  test('is answered and kept although nobody listens any more', async () => {
    world.emulator.faults.set([{ operation: 'InvokeAgent', frameMs: 20 }])
    const id = await start()
    const stop = new AbortController()
    const response = await fetch(`${world.url}/api/v1/agents/${agentId}/conversations/${id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ours.id}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'How long does shipping take?' }),
      signal: stop.signal,
    }) // prettier-ignore
    await response.body?.getReader().read()
    stop.abort()
    await expect.poll(async () => (await read(id)).messages[1]?.state).toBe('done')
    expect((await read(id)).messages[1]?.text).toContain('working day')
  })

  test('that fails tells and keeps why, and can be sent again', async () => {
    const id = await start()
    world.emulator.faults.set([{ operation: 'InvokeAgent', exception: 'DependencyFailedException', exceptionAfter: 8 }]) // prettier-ignore
    const failed = answerIn(await ours.say(agentId, id, { text: 'How long is the warranty?' }))
    expect(failed).toMatchObject({ state: 'failed', problem: { code: 'dependency-failed' } })
    expect((await read(id)).messages[1]).toEqual(failed)
    expect(failed.tokens.input).toBeGreaterThan(0)
    expect(await counted('agent')).toMatchObject([{ calls: 1, failures: 1, tokens: failed.tokens }]) // prettier-ignore
    world.emulator.faults.clear()
    const again = answerIn(await ours.say(agentId, id, { text: 'How long is the warranty?' }))
    expect(again.state).toBe('done')
  })

  test('is counted by the budgets of its organization, and not sent when one is spent', async () => {
    const budget = { name: 'All', scope: { type: 'organization' }, period: 'day', fallback_price: null } as const // prettier-ignore
    const { id: budgetId } = await ours.client.createBudget({
      body: { ...budget, amount_usd: '1' },
    })
    const id = await start()
    expect(answerIn(await ours.say(agentId, id, { text: 'Hello' })).state).toBe('done')
    const { current } = await ours.client.getBudget({ params: { id: budgetId } })
    expect(Number(current.spent_usd)).toBeGreaterThan(0)
    expect(Number(current.reserved_usd)).toBe(0)

    await ours.client.updateBudget({ params: { id: budgetId }, body: { amount_usd: current.spent_usd } }) // prettier-ignore
    const refused = answerIn(await ours.say(agentId, id, { text: 'And now?' }))
    expect(refused).toMatchObject({ state: 'failed', problem: { code: 'budget-exceeded' } })
    expect(world.emulator.calls.count('InvokeAgent')).toBe(1)
  })

  test('is held as a task of the agent is: as many calls of its model, with what was said before', async () => {
    const budget = { name: 'All', scope: { type: 'organization' }, period: 'day', fallback_price: null } as const // prettier-ignore
    // Nova Lite: enough for one answer of 4,096 tokens (0.001), not for ten rounds of 2,048 (0.005).
    const { id: budgetId } = await ours.client.createBudget({ body: { ...budget, amount_usd: '0.004' } }) // prettier-ignore
    const id = await start()
    const refused = answerIn(await ours.say(agentId, id, { text: 'Hello there' }))
    expect(refused.problem).toMatchObject({ code: 'budget-exceeded' })
    expect(world.emulator.calls.count('InvokeAgent')).toBe(0)

    await ours.client.updateBudget({ params: { id: budgetId }, body: { amount_usd: '10' } })
    const held = async (text: string) => {
      await world.database.pool.query('delete from budget_holds')
      expect(answerIn(await ours.say(agentId, id, { text })).state).toBe('done')
      const { rows } = await world.database.pool.query<{ usd: string }>('select amount_usd::text as usd from budget_holds') // prettier-ignore
      return Number(rows[0]?.usd)
    }
    const long = `Where is my order A-1042? ${'x'.repeat(20_000)}`
    const [, second, third] = [await held(long), await held('Thanks'), await held('Thanks')]
    expect(second).toBeGreaterThan((100_000 * 0.06 + 20_480 * 0.24) / 1e6)
    expect(third).toBeGreaterThan(second)
  })

  test('waits for no turn that does not come soon', async () => {
    const limits = { requests_per_minute: 1, tokens_per_minute: null, in_flight: null, models: [] }
    await ours.client.updateProvider({ params: { id: ours.providerId }, body: { limits } })
    const id = await start()
    const answers = [await ours.say(agentId, id, { text: 'One' }), await ours.say(agentId, id, { text: 'Two' })] // prettier-ignore
    expect(answers.map(answerIn).map(({ problem }) => problem?.code)).toEqual([undefined, 'limit-reached']) // prettier-ignore
  })

  test('comes whole from an agent whose role may not stream, and from then on', async () => {
    world.emulator.faults.set([
      {
        operation: 'InvokeAgent',
        first: 1,
        exception: 'AccessDeniedException',
        exceptionAfter: 0,
        message: 'Access denied when calling Bedrock. Check your request permissions.',
      },
    ])
    const id = await start()
    const events = await ours.say(agentId, id, { text: 'How long does express shipping take?' })
    expect(answerIn(events)).toMatchObject({ state: 'done' })
    expect(events.filter(({ event }) => event === 'text')).toHaveLength(1)
    expect(world.emulator.calls.count('InvokeAgent')).toBe(2)
    await ours.say(agentId, id, { text: 'How long does express shipping take?' })
    expect(world.emulator.calls.count('InvokeAgent')).toBe(3)
  })

  test('waits for the answer to the one before', async () => {
    world.emulator.faults.set([{ operation: 'InvokeAgent', frameMs: 50 }])
    const id = await start()
    const first = ours.say(agentId, id, { text: 'How long does shipping take?' })
    await expect.poll(async () => (await read(id)).messages.length).toBe(2)
    const problem = await refusal(ours.say(agentId, id, { text: 'And now?' }))
    expect(problem).toMatchObject({ code: 'state-conflict', status: 409 })
    expect((await refusal(end(id))).code).toBe('state-conflict')
    expect(answerIn(await first).state).toBe('done')
  })

  test.each([{ text: ' ' }, { text: 'x'.repeat(100_001) }, { results: [] }])(
    'is refused when it says nothing sensible: %o',
    async (message) => {
      const problem = await refusal(ours.say(agentId, await start(), message))
      expect(problem.code).toBe('invalid-input')
    },
  )
})

describe('an action that the agent hands over', () => {
  test('is answered in the conversation', async () => {
    const id = await start()
    const asked = answerIn(await ours.say(agentId, id, { text: 'Please refund order A-7' }))
    expect(asked).toMatchObject({
      state: 'done',
      text: '',
      return_control: {
        actions: [{ action_group: 'Refunds', name: 'issue_refund', parameters: { order_id: 'A-7' } }],
      },
    }) // prettier-ignore
    const results = [
      { action_group: 'Refunds', name: 'issue_refund', body: '{"refund":"granted"}' },
    ]
    expect(answerIn(await ours.say(agentId, id, { results })).text).toContain('granted')
    expect((await refusal(ours.say(agentId, id, { results }))).code).toBe('state-conflict')
  })
})

describe('a conversation', () => {
  test('has a session that remembers, and forgets when it ends', async () => {
    const id = await start()
    await ours.say(agentId, id, { text: 'My order is A-1042, hello' })
    const answer = answerIn(await ours.say(agentId, id, { text: 'Where is my order?' }))
    expect(answer.text).not.toContain('I need')
    expect((await end(id)).state).toBe('ended')
    expect(world.emulator.calls.recent(1)[0]?.inputText).toBe('Goodbye.')
    expect((await refusal(ours.say(agentId, id, { text: 'Still there?' }))).detail).toBe(
      'The conversation has been ended.',
    )
    expect((await read(id)).messages).toHaveLength(4)
  })

  test('takes no message while it is being ended, and stays open when AWS does not end it', async () => {
    const id = await start()
    await ours.say(agentId, id, { text: 'Hello' })
    world.emulator.faults.set([{ operation: 'InvokeAgent', firstFrameMs: 500 }])
    world.emulator.calls.clear()
    const ending = end(id)
    await expect.poll(() => world.emulator.calls.count('InvokeAgent')).toBe(1)
    const problem = await refusal(ours.say(agentId, id, { text: 'One more thing' }))
    expect(problem.code).toBe('state-conflict')
    expect((await ending).state).toBe('ended')

    const other = await start()
    world.emulator.faults.clear()
    await ours.say(agentId, other, { text: 'Hello' })
    world.emulator.faults.set([{ operation: 'InvokeAgent', error: 'ThrottlingException' }])
    expect((await refusal(end(other))).code).toBe('throttled')
    world.emulator.faults.clear()
    expect(answerIn(await ours.say(agentId, other, { text: 'Again' })).state).toBe('done')
  })

  test('says so when its session has expired', async () => {
    const id = await start()
    await ours.say(agentId, id, { text: 'Hello' })
    world.clock.aheadMs = 599_000
    expect((await read(id)).conversation.state).toBe('open')
    world.clock.aheadMs = 601_000
    expect((await read(id)).conversation.state).toBe('expired')
    const problem = await refusal(ours.say(agentId, id, { text: 'Hello?' }))
    expect(problem).toMatchObject({ code: 'state-conflict', remedy: 'Start a new conversation.' })
    expect(problem.detail).toContain('expired')
    expect((await end(id)).state).toBe('ended')
    expect(world.emulator.calls.count('InvokeAgent')).toBe(1)
  })

  test('is lost with the server, and says so', async () => {
    const id = await start()
    await ours.say(agentId, id, { text: 'Hello' })
    await world.database.pool.query(
      `update messages set state = 'answering' where conversation_id = $1 and role = 'agent'`,
      [id],
    )
    expect((await read(id)).messages[1]).toMatchObject({
      state: 'failed',
      problem: { code: 'connection-lost' },
    })
  })

  test('is not there for others, nor under another agent', async () => {
    const id = await start()
    const theirs = await world.tenant()
    const params = { id: agentId, conversation_id: id }
    expect((await refusal(theirs.client.getConversation({ params }))).code).toBe('not-found')
    expect((await refusal(theirs.client.endConversation({ params }))).code).toBe('not-found')
    expect((await refusal(theirs.say(agentId, id, { text: 'Hello' }))).code).toBe('not-found')
    const body = { provider_id: await ours.provider('Second'), alias_arn: liveAlias, name: 'Other' }
    const other = await ours.client.connectAgent({ body })
    const elsewhere = { id: other.id, conversation_id: id }
    expect((await refusal(ours.client.getConversation({ params: elsewhere }))).code).toBe(
      'not-found',
    )
    expect((await refusal(ours.say(other.id, id, { text: 'Hello' }))).code).toBe('not-found')
    expect((await read(id)).messages).toEqual([])
  })
})
