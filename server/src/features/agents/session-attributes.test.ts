import type { Message, MessageEvent } from '@outcrop/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { refusal } from '../../http/testing/refusal.ts'
import { agentServer, liveAlias, type AgentServer, type Tenant } from './testing/agent-server.ts'

const called = z.object({
  actionGroup: z.string(),
  function: z.string(),
  sessionAttributes: z.unknown(),
})

let world: AgentServer
let ours: Tenant
let agentId: string
/** The session attributes that the shop's order system was handed, call by call. */
let handed: unknown[] = []
/** What it changes in them. */
let changed: Record<string, string> = {}

beforeAll(async () => {
  world = await agentServer({
    functions: {
      'demo-shop-orders': (event) => {
        const { actionGroup, function: name, sessionAttributes } = called.parse(event)
        handed.push(sessionAttributes)
        const functionResponse = { responseBody: { TEXT: { body: 'status: shipped' } } }
        return {
          messageVersion: '1.0',
          response: { actionGroup, function: name, functionResponse },
          sessionAttributes: changed,
        }
      },
    },
  })
  ours = await world.tenant()
  const body = { provider_id: ours.providerId, alias_arn: liveAlias }
  agentId = (await ours.client.connectAgent({ body })).id
})
beforeEach(() => {
  world.emulator.faults.clear()
  handed = []
  changed = {}
})
afterAll(() => world.close())

const start = (session_attributes?: Record<string, string>) =>
  ours.client.startConversation({ params: { id: agentId }, body: { session_attributes } })
const ask = (id: string) => ours.say(agentId, id, { text: 'Where is my order A-1042?' })
const stateOf = (events: MessageEvent[]): Message['state'] | undefined =>
  events.flatMap((each) => (each.event === 'done' ? [each.data.state] : []))[0]

test('what a conversation begins with is handed to the action groups', async () => {
  const begun = await start({ customer: 'c-7', tier: 'gold' })
  expect(begun.session_attributes).toEqual({ customer: 'c-7', tier: 'gold' })
  await ask(begun.id)
  expect(handed).toEqual([{ customer: 'c-7', tier: 'gold' }])
})

test('what an action group changes stays changed', async () => {
  const { id } = await start({ tier: 'gold' })
  changed = { tier: 'silver' }
  await ask(id)
  await ask(id)
  expect(handed).toEqual([{ tier: 'gold' }, { tier: 'silver' }])
})

test('what never arrived is sent again', async () => {
  const { id } = await start({ tier: 'gold' })
  world.emulator.faults.set([{ operation: 'InvokeAgent', error: 'ThrottlingException', first: 1 }])
  expect(stateOf(await ask(id))).toBe('failed')
  expect(stateOf(await ask(id))).toBe('done')
  expect(handed).toEqual([{ tier: 'gold' }])
})

test('a conversation begins without any, and refuses names that are none', async () => {
  expect((await start()).session_attributes).toEqual({})
  const problem = await refusal(start({ 'two words': 'x' }))
  expect(problem).toMatchObject({ code: 'invalid-input' })
  expect(problem.detail).toContain('session_attributes')
})
