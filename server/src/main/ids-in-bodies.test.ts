import {
  createClient,
  definition as definitionSchema,
  routes,
  urlOf,
  type Client,
  type IdKind,
  type Route,
} from '@outcrop/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { until } from '../testing/until.ts'
import { startDemoServer, type DemoServer } from './testing/demo-server.ts'
import { idMembers } from './testing/id-members.ts'

type Ids = Partial<Record<IdKind, string>>
type Body = Record<string, unknown>

let demo: DemoServer
let strangerKey: string
/** Of the organization that is attacked, and of the one that attacks. */
let theirs: Ids
let own: Ids

beforeAll(async () => {
  demo = await startDemoServer()
  strangerKey = await demo.stranger()
  theirs = await thingsOf(demo.client, 'Secret')
  own = await thingsOf(createClient({ baseUrl: demo.url, apiKey: strangerKey }), 'Mine')
}, 60_000)
afterAll(() => demo.stop())

/** One thing of each kind that a body may name. */
async function thingsOf(client: Client, name: string): Promise<Ids> {
  const stream_id = (await client.createStream({ body: { account: name.toLowerCase(), profile: 'main', max_requests_per_s: null } })).id // prettier-ignore
  const provider = await client.createProvider({ body: { name, region: 'us-east-1', credentials: { type: 'emulator' } } }) // prettier-ignore
  await client.testProvider({ params: { id: provider.id } })
  const feed = await client.createFeed({ body: { stream_id, name, condition: { all: [] } } })
  const audience = await client.createAudience({ body: { stream_id, name, condition: { all: [] } } }) // prettier-ignore
  const group = await client.createCooldownGroup({ body: { name, period_hours: 24 } })
  const specification = await client.createSpecification({ body: { stream_id, name: `${name} event` } }) // prettier-ignore
  const source = await client.createDataSource({ body: { stream_id, name } })
  const service = await client.createService({ body: { name, provider_id: provider.id, model } })
  const agent = await client.connectAgent({ body: { provider_id: provider.id, alias_arn } })
  const ids: Ids = { stream: stream_id, provider: provider.id, feed: feed.id, audience: audience.id, cooldownGroup: group.id, specification: specification.id, dataSource: source.id, service: service.id, agent: agent.id } // prettier-ignore
  const automation = await client.createAutomation({ body: definition(ids, { type: 'event', feed_id: feed.id }, name) }) // prettier-ignore
  await client.publishAutomation({ params: { id: automation.id } })
  const tealium = { tealium_account: name.toLowerCase(), tealium_profile: 'main', tealium_visitor_id: 'v1', tealium_event: `${name} event` } // prettier-ignore
  await until(async () => (await fetch(`${demo.url}/event`, { method: 'POST', body: JSON.stringify(tealium) })).ok) // prettier-ignore
  const [event] = await until(async () => {
    const { items } = await client.listEvents({ query: { stream_id } })
    return items.length > 0 ? items : undefined
  })
  // Both have a visitor v1, and it is in the audience.
  await until(async () => (await client.listVisitors({ query: { stream_id, audience_id: audience.id } })).items.length > 0) // prettier-ignore
  return { ...ids, automation: automation.id, event: event?.id ?? '' }
}

const model = 'amazon.nova-micro-v1:0'
const alias_arn = 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/SHOPAGENT1/SHOPLIVE01'
const prompt = 'Rate {{ tealium_visitor_id }} as {"tealium_event":"x"} in JSON.'

const step = (input: Body, action = 'bedrock.prompt') => ({ id: 'ask', action, input })
const ofProvider = ({ provider }: Ids) => step({ provider_id: provider, model, prompt })

function definition(ids: Ids, trigger: Body, name = 'Ask', one: object = ofProvider(ids)) {
  // The types of a definition are what the server is to insist on.
  return definitionSchema.parse({ name, trigger, steps: [one] })
}

let made = 0
const fresh = () => `n${++made}`

/** Bodies of each operation that name things of one organization: each is accepted from it. */
const bodies: Record<string, (ids: Ids) => Body[]> = {
  createService: ({ provider }) => [{ name: fresh(), provider_id: provider, model }],
  updateService: ({ provider }) => [{ provider_id: provider }],
  createFeed: ({ stream, specification, dataSource }) => [{ stream_id: stream, name: fresh(), condition: { all: [] }, specification_id: specification, data_source_id: dataSource }],
  updateFeed: ({ specification, dataSource }) => [{ specification_id: specification, data_source_id: dataSource }],
  startTrace: ({ stream }) => [{ stream_id: stream }],
  createDataSource: ({ stream }) => [{ stream_id: stream, name: fresh() }],
  createSpecification: ({ stream }) => [{ stream_id: stream, name: fresh() }],
  createAttribute: ({ stream }) => [{ stream_id: stream, name: fresh(), scope: 'visitor', type: 'number' }],
  createAudience: ({ stream }) => [{ stream_id: stream, name: fresh(), condition: { all: [] } }],
  estimateAudience: ({ stream }) => [{ stream_id: stream, condition: { all: [] } }],
  searchVisitors: ({ stream, audience }) => [{ stream_id: stream, condition: { all: [] }, audience_id: audience }],
  startRun: ({ event }) => [{ event_id: event }],
  previewStep: (ids) => [{ step: ofProvider(ids), event_id: ids.event }, { step: ofProvider(ids), stream_id: ids.stream, visitor_id: 'v1' }],
  tryStep: (ids) => [{ step: ofProvider(ids), event_id: ids.event, automation_id: ids.automation }, { step: ofProvider(ids), stream_id: ids.stream, visitor_id: 'v1' }],
  createBudget: ({ provider, automation, service }) => [['provider', provider], ['automation', automation], ['service', service]].map(([type, id]) => ({ name: fresh(), scope: { type, id }, period: 'day', amount_usd: '100' })),
  ...Object.fromEntries(['createAutomation', 'updateAutomation', 'checkAutomation'].map((name) => [name, (ids: Ids) => [
    definition(ids, { type: 'event', feed_id: ids.feed, cooldown: { group_id: ids.cooldownGroup, priority: 1 } }, fresh()),
    definition(ids, { type: 'audience', on: 'joined', audience_id: ids.audience, cooldown: { group_id: ids.cooldownGroup, priority: 1 } }, fresh()),
  ]])),
} // prettier-ignore

/** An agent is connected once at a provider: asked for again, its own is refused, too. */
const refusedAnyway: Record<string, (ids: Ids) => Body[]> = {
  connectAgent: ({ provider }) => [{ provider_id: provider, alias_arn }],
  testNewAgent: ({ provider }) => [{ provider_id: provider, alias_arn }],
}

const nouns: Record<string, IdKind> = {
  automations: 'automation',
  services: 'service',
  feeds: 'feed',
}

async function send(operation: string, body: unknown, of?: string) {
  const route = Object.entries<Route>(routes).find(([name]) => name === operation)?.[1]
  if (!route) return expect.fail(`There is no operation ${operation}.`)
  const kind = nouns[route.path.split('/')[3] ?? '']
  const url = urlOf(route.path, { params: { id: of ?? (kind && own[kind]) ?? '' } })
  const headers = {
    authorization: `Bearer ${strangerKey}`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
  }
  const response = await fetch(demo.url + url, { method: route.method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }) // prettier-ignore
  return { status: response.status, text: await response.text() }
}

/** The value of a member, and the body with another one; undefined where the body has no such member. */
function replaced(body: Body, path: string, id: string): Body | undefined {
  const [name = '', ...rest] = path.split('.')
  const value = body[name]
  if (rest.length === 0) return value === undefined ? undefined : { ...body, [name]: id }
  if (typeof value !== 'object' || value === null) return undefined
  const inner = replaced({ ...value }, rest.join('.'), id)
  return inner && { ...body, [name]: inner }
}

/** What must never come to somebody of another organization. */
const tells = /Secret|secret/

const members = idMembers()

/** Whether an answer takes the id for one of nothing. */
async function isOfNothing(operation: string, { status, text }: { status: number; text: string }) {
  if ([404, 409, 422].includes(status)) return true
  if (/^(check|preview)/.test(operation))
    return /"findings":\[\{|"code":"(service|agent)-missing"/.test(text)
  if (operation === 'tryStep') return /"code":"(provider|service|agent)-missing"/.test(text)
  if (operation === 'searchVisitors') return text.startsWith('{"items":[],')
  // A draft may be wrong in any way: it is not published.
  if (!/^(create|update)Automation$/.test(operation)) return false
  const { id } = z.object({ id: z.string() }).parse(JSON.parse(text))
  const published = await send('publishAutomation', undefined, id)
  expect(published.text).not.toMatch(tells)
  return published.status === 422
}

async function attack(operation: string, body: unknown): Promise<void> {
  const answer = await send(operation, body)
  expect(answer.text).not.toMatch(tells)
  expect([await isOfNothing(operation, answer), answer]).toEqual([true, answer])
}

describe('the id of another organization in a body', () => {
  it.each(members)('$operation: $path ($kind)', async ({ operation, path, kind }) => {
    const make = bodies[operation] ?? refusedAnyway[operation]
    const foreign = theirs[kind] ?? expect.fail(`There is no ${kind} to name.`)
    const named = (make?.(own) ?? []).filter((body) => operation !== 'createBudget' || JSON.stringify(body).includes(own[kind] ?? '')) // prettier-ignore
    const attacks = named.flatMap((body) => replaced(body, path, foreign) ?? [])
    expect(attacks.length, 'a new member of a body needs a body here').toBeGreaterThan(0)
    for (const body of attacks) await attack(operation, body)
  })

  it('does not say in a list of visitors who is in an audience', async () => {
    const query = new URLSearchParams({ stream_id: own.stream ?? '', audience_id: theirs.audience ?? '' }).toString() // prettier-ignore
    const response = await fetch(`${demo.url}/api/v1/visitors?${query}`, { headers: { authorization: `Bearer ${strangerKey}` } }) // prettier-ignore
    expect(await response.json()).toEqual({ items: [], next: null })
  })

  it.each(['provider', 'service', 'agent'] as const)('a step that names its %s', async (kind) => {
    const inputs = { provider: { provider_id: theirs.provider, model, prompt }, service: { service_id: theirs.service, prompt }, agent: { agent_id: theirs.agent, task: prompt } } // prettier-ignore
    const one = step(inputs[kind], kind === 'agent' ? 'bedrock.agent-task' : 'bedrock.prompt')
    await attack('tryStep', { step: one, event_id: own.event })
    // A preview calls nothing: it only repeats which provider was named.
    if (kind !== 'provider') await attack('previewStep', { step: one, event_id: own.event })
    for (const operation of ['createAutomation', 'updateAutomation', 'checkAutomation'])
      await attack(operation, definition(own, { type: 'event', feed_id: own.feed }, fresh(), one))
  })

  it.each(Object.keys(bodies))(
    '%s: the same with ids of one’s own is accepted',
    async (operation) => {
      for (const body of bodies[operation]?.(own) ?? []) {
        const { status, text } = await send(operation, body)
        expect([status < 300, text]).toEqual([true, text])
      }
    },
  )
})
