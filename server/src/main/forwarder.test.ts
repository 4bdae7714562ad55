import { condition, createClient, definition, type Client, type Event } from '@outcrop/contract'
import { defaultAccounts, startEmulator, type Emulator } from '@outcrop/emulator'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { readConfig } from '../config.ts'
import { firstStart } from './first-start.ts'
import { runServer, type RunningServer } from './run-server.ts'
import { createTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { listen } from '../../../lambda/src/testing/listen.ts'
import { startLambda, type Lambda } from '../../../lambda/src/testing/start-lambda.ts'

// An event goes in at the intake, the flow of the emulator runs the bundled forwarder in a process
// of its own, and what that posts comes in at the same intake.
const apiKey = 'the-owner-key-of-the-demo'
const example = async (path: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`../../../examples/${path}`, import.meta.url), 'utf8'))

let database: TestDatabase
let emulator: Emulator
let lambda: Lambda
let server: RunningServer
let client: Client
let dataDir: string
let baseUrl: string

beforeAll(async () => {
  database = await createTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'outcrop-forwarder-'))
  const probe = await listen(createServer())
  await probe.close()
  baseUrl = `http://127.0.0.1:${probe.port}`
  lambda = await startLambda({ COLLECT_URL: `${baseUrl}/event`, MAX_ATTEMPTS: '2' })
  emulator = await startEmulator({
    accounts: await accountsWithFlow(),
    functions: { 'outcrop-forwarder': async (event) => (await lambda.invoke(event)).value },
  })
  const config = readConfig({
    OUTCROP_PORT: String(probe.port),
    OUTCROP_DATA: dataDir,
    DATABASE_URL: database.url,
    OUTCROP_API_KEY: apiKey,
    OUTCROP_LOG_LEVEL: 'silent',
  })
  server = await runServer(config, { serve: true, work: true }, emulator.url)
  await firstStart(server.parts)
  client = createClient({ baseUrl, apiKey })
  await pauseDemo()
  await publishForwardedScore('checkout_started')
  await untilStarted()
})
afterAll(async () => {
  await server.stop()
  await emulator.close()
  await lambda.close()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})
beforeEach(() => emulator.scripts.clear())

type Account = (typeof defaultAccounts)[number]
type Flow = NonNullable<Account['flows']>[number]

async function accountsWithFlow(): Promise<Account[]> {
  const flow = {
    id: 'FLOW000002',
    name: 'forwarded-score',
    region: 'us-east-1',
    definition: z
      .custom<Flow['definition']>()
      .parse(await example('flows/forwarded-score.flow.json')),
    versions: [{ version: '1' }],
    aliases: [{ id: 'ALIAS00002', name: 'live', version: '1' }],
  }
  return defaultAccounts.map((account) => ({ ...account, flows: [flow] }))
}

async function pauseDemo(): Promise<void> {
  const demo = (await client.listAutomations({ query: {} })).items[0]
  await client.pauseAutomation({ params: { id: demo?.id ?? '' } })
}

/** The example flow behind a feed of the events with one of these names. */
async function publishForwardedScore(...names: string[]): Promise<string> {
  const provider = (await client.listProviders({ query: {} })).items[0]
  const stream = (await client.listStreams({ query: {} })).items[0]
  const wanted = condition.parse({ any: names.map((value) => ({ attribute: 'tealium_event', operator: 'equals', value })) }) // prettier-ignore
  const feed = await client.createFeed({ body: { stream_id: stream?.id ?? '', name: names.join(), condition: wanted } }) // prettier-ignore
  const automation = definition.parse(await example('flows/forwarded-score.json'))
  const steps = automation.steps.map((step) => ({
    ...step,
    input: { ...step.input, provider_id: provider?.id },
  }))
  const name = names.join()
  const body = { ...automation, name, trigger: { type: 'event' as const, feed_id: feed.id }, steps }
  const { id } = await client.createAutomation({ body })
  await client.publishAutomation({ params: { id } })
  return id
}

async function send(visitor: string, more: object = {}): Promise<void> {
  const event = { tealium_account: 'demo', tealium_profile: 'shop', tealium_event: 'checkout_started', tealium_visitor_id: visitor, ...more } // prettier-ignore
  const { status } = await fetch(`${baseUrl}/event`, { method: 'POST', body: JSON.stringify(event) }) // prettier-ignore
  expect(status).toBe(200)
}

/** The processor learns of a new automation a moment after it is published. */
async function untilStarted(): Promise<void> {
  for (;;) {
    await send('early')
    await new Promise((resolve) => setTimeout(resolve, 200))
    const { items } = await client.listRuns({ query: { visitor_id: 'early' } })
    if (items.length > 0) return
  }
}

const runOf = async (visitor: string) => {
  for (;;) {
    const [run] = (await client.listRuns({ query: { visitor_id: visitor } })).items
    if (run?.finished_at) return client.getRun({ params: { id: run.id } })
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

const scoresOf = async (visitor: string): Promise<Event[]> =>
  (await client.listEvents({ query: { visitor_id: visitor, name: 'conversion_score' } })).items

it('brings what the model says back as an event of the visitor', async () => {
  emulator.scripts.set([{ answer: { text: 'Sure:\n```json\n{"tealium_event":"conversion_score","visitor_score":64}\n```' } }]) // prettier-ignore
  await send('v1', { cart_total: 240 })
  const run = await runOf('v1')
  expect(run).toMatchObject({ state: 'succeeded' })
  expect(run.steps[0]?.attempts[0]?.delivery).toMatchObject({ to: 'nowhere', state: 'skipped' })
  expect(await scoresOf('v1')).toMatchObject([
    {
      stream: { account: 'demo', profile: 'shop' },
      visitor_id: 'v1',
      payload: { visitor_score: 64 },
    },
  ])
  expect(lambda.log()).toContain('"ok":true')
})

it('keeps the identity of the event, whatever the model says', async () => {
  emulator.scripts.set([
    { answer: { json: { tealium_event: 'conversion_score', visitor_score: 99, tealium_account: 'other', tealium_visitor_id: 'victim' } } }, // prettier-ignore
  ])
  await send('v2')
  expect((await runOf('v2')).state).toBe('succeeded')
  expect(await scoresOf('v2')).toMatchObject([{ payload: { visitor_score: 99 } }])
  expect(await scoresOf('victim')).toEqual([])
})

it('stores one event for a run that is replayed', async () => {
  emulator.scripts.set([{ answer: { json: { tealium_event: 'conversion_score', visitor_score: 5 } } }]) // prettier-ignore
  await send('v3')
  const first = await runOf('v3')
  const second = await client.replayRun({ params: { id: first.id }, body: {} })
  await expect.poll(async () => (await client.getRun({ params: { id: second.id } })).state, { timeout: 20_000 }).toBe('succeeded') // prettier-ignore
  expect(await scoresOf('v3')).toHaveLength(1)
})

it('fails the run when the forwarder could not deliver, and says why', async () => {
  emulator.scripts.set([{ answer: { text: 'I cannot say.' } }])
  await send('v4')
  const run = await runOf('v4')
  expect(run).toMatchObject({
    state: 'failed',
    problem: { code: 'delivery-rejected', detail: 'The flow did not deliver its result: The answer holds no JSON object.' }, // prettier-ignore
  })
  expect(run.problem?.remedy).toContain('single JSON object')
  expect(run.steps[0]?.attempts).toHaveLength(1)
  expect(await scoresOf('v4')).toEqual([])
})

it('starts no action again by what its flow posts, nor a ring of two', async () => {
  emulator.scripts.set([{ answer: { json: { tealium_event: 'conversion_score', visitor_score: 5 } } }]) // prettier-ignore
  const one = await publishForwardedScore('ring', 'conversion_score')
  const other = await publishForwardedScore('conversion_score', 'warm-up')
  const runsOf = async (visitor: string) => (await client.listRuns({ query: { visitor_id: visitor } })).items.toReversed() // prettier-ignore
  await expect.poll(async () => (await send('w', { tealium_event: 'warm-up' }), await runsOf('w')), { timeout: 20_000 }).not.toEqual([]) // prettier-ignore

  await send('v5', { tealium_event: 'ring' })
  await expect.poll(() => scoresOf('v5'), { timeout: 20_000 }).toHaveLength(2)
  const scores = (await scoresOf('v5')).toReversed()
  // Events of one visitor are looked at in their order: with this one, all before it have been.
  await send('v5', { tealium_event: 'ring' })
  await expect.poll(async () => (await runsOf('v5')).length, { timeout: 20_000 }).toBeGreaterThan(2)

  const [first, second] = await runsOf('v5')
  expect([first?.automation.id, second?.automation.id]).toEqual([one, other])
  expect(second?.trigger.event_id).toBe(scores[0]?.id)
  expect(scores.map(({ caused_by }) => caused_by)).toEqual([
    { run_id: first?.id, depth: 1 },
    { run_id: second?.id, depth: 2 },
  ])
  const later = (await runsOf('v5')).slice(2)
  expect(later.filter(({ trigger }) => scores.some(({ id }) => id === trigger.event_id))).toEqual([]) // prettier-ignore
  for (const { payload } of scores) expect(payload).not.toHaveProperty('tealium_lineage')
})
