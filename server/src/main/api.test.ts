import {
  ApiProblem,
  createClient,
  routes,
  sendMessage,
  type Client,
  type MessageEvent,
  type Route,
} from '@outcrop/contract'
import { startEmulator, type Emulator } from '@outcrop/emulator'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readConfig } from '../config.ts'
import { newId } from '../kernel/id.ts'
import { createTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { firstStart } from './first-start.ts'
import { insertOrganization } from './organization-store.ts'
import { runServer, type RunningServer } from './run-server.ts'
import { oneOfEach } from './testing/one-of-each.ts'
import { toldByQueries } from './testing/told-by-queries.ts'
import { freePort } from '../testing/free-port.ts'
import { until } from '../testing/until.ts'

const ownerKey = 'the-owner-key-of-the-demo'
const strangerKey = 'the-owner-key-of-a-stranger'

let database: TestDatabase
let emulator: Emulator
let server: RunningServer
let dataDir: string
let baseUrl: string
let owner: Client
let stranger: Client

beforeAll(async () => {
  database = await createTestDatabase()
  emulator = await startEmulator({})
  dataDir = await mkdtemp(join(tmpdir(), 'outcrop-api-'))
  const port = await freePort()
  const config = readConfig({
    OUTCROP_PORT: String(port),
    OUTCROP_DATA: dataDir,
    DATABASE_URL: database.url,
    OUTCROP_API_KEY: ownerKey,
    OUTCROP_LOG_LEVEL: 'silent',
  })
  server = await runServer(config, { serve: true, work: true }, emulator.url)
  await firstStart(server.parts)
  const strangers = newId('organization')
  await insertOrganization(database.pool, strangers, 'Strangers')
  await server.parts.access.ensureBootstrapKey(strangers, strangerKey)
  baseUrl = `http://127.0.0.1:${port}`
  owner = createClient({ baseUrl, apiKey: ownerKey })
  stranger = createClient({ baseUrl, apiKey: strangerKey })
})
afterAll(async () => {
  await server.stop()
  await emulator.close()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

const cart = {
  tealium_account: 'demo',
  tealium_profile: 'shop',
  tealium_visitor_id: 'v1',
  tealium_event: 'add_to_cart',
  product_name: 'Kettle',
}

async function send(payload: object) {
  return fetch(`${baseUrl}/event`, { method: 'POST', body: JSON.stringify(payload) })
}

const endedRun = () =>
  until(async () =>
    (await owner.listRuns({ query: {} })).items.find(({ finished_at }) => finished_at !== null),
  )

describe('the demo', () => {
  it('answers an event of the shop with an event of the same visitor, and tells the whole story', async () => {
    expect((await send(cart)).status).toBe(200)
    const run = await endedRun()
    expect(run).toMatchObject({
      state: 'succeeded',
      automation: { name: 'Conversion score', version: 1 },
    })

    const detail = await owner.getRun({ params: { id: run.id } })
    expect(detail.steps[0]?.attempts[0]).toMatchObject({
      number: 1,
      stage: 'delivered',
      delivery: { to: 'stream', state: 'delivered' },
    })
    const answers = await owner.listEvents({ query: { run_id: run.id } })
    expect(answers.items).toMatchObject([
      { visitor_id: 'v1', caused_by: { run_id: run.id, depth: 1 } },
    ])

    const trace = await owner.traceEvent({ params: { id: run.trigger.event_id ?? '' } })
    const texts = trace.lines.map(({ text }) => text)
    expect(texts[0]).toBe('Received Event: add_to_cart')
    expect(texts).toContain('Answer Parsed, Delivered to the Stream')
    expect(texts.slice(1)).toContain('Received Event: conversion_score')
  })

  it('counts what happened in the hour', async () => {
    const { totals } = await until(async () => {
      const usage = await owner.getUsage({ query: {} })
      return usage.totals.events >= 2 ? usage : undefined
    })

    expect(totals).toMatchObject({ runs: 1, failures: 0, calls: 1 })
    expect(Number(totals.cost_usd)).toBeGreaterThan(0)
  })
})

describe('the OpenAPI document', () => {
  it('names nothing that this server does not have', async () => {
    const answer: unknown = await (await fetch(`${baseUrl}/openapi.json`)).json()
    const { paths } = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) }).parse(answer) // prettier-ignore
    expect(Object.keys(paths)).toContain('/event')
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods)) {
        const url = `${baseUrl}${path.replace(/\{\w+\}/g, 'x')}`
        const text = await (await fetch(url, { method: method.toUpperCase() })).text()
        expect(text, `${method} ${path}`).not.toMatch(/There is nothing at|is not possible at/)
      }
    }
  })
})

describe('a started trace', () => {
  it('tells of the events that carry its id, feeds included, and of no others', async () => {
    const [stream] = (await owner.listStreams({ query: {} })).items
    const trace = await owner.startTrace({ body: { stream_id: stream?.id ?? '' } })
    await until(() =>
      Promise.resolve(server.parts.directory.isTraced(trace.stream_id, trace.id) || undefined),
    )
    await send({ ...cart, tealium_trace_id: trace.id })
    await send({ ...cart, tealium_visitor_id: 'untraced' })

    const lines = await until(async () => {
      const { lines: found } = await owner.getTrace({ params: { id: trace.id } })
      return found.some(({ text }) => text === 'Action Succeeded: Conversion score')
        ? found
        : undefined
    })

    expect(lines.map(({ text }) => text)).toContain('2 Feeds Matched')
    expect(lines[0]?.text).toBe('Trace Started')
    expect(JSON.stringify(lines)).not.toContain('untraced')
  })

  it('is followed live, from where the follower left off', async () => {
    const { items } = await owner.listTraces({ query: {} })
    const id = items[0]?.id ?? ''
    await owner.endTrace({ params: { id } })
    const read = async (lastId?: string) => {
      const response = await fetch(`${baseUrl}/api/v1/traces/${id}/live`, {
        headers: {
          authorization: `Bearer ${ownerKey}`,
          ...(lastId !== undefined && { 'last-event-id': lastId }),
        },
      })
      return response.text()
    }
    const whole = await read()
    const ids = [...whole.matchAll(/^id: (.*)$/gm)].map(([, lineId]) => lineId ?? '')
    const rest = await read(ids[2])

    expect(whole).toContain('event: end')
    expect([...rest.matchAll(/^event: line$/gm)]).toHaveLength(ids.length - 1 - 3)
  })
})

describe('replaying', () => {
  it('makes a new run that is linked to the old one', async () => {
    const run = await endedRun()
    const replay = await owner.replayRun({ params: { id: run.id }, body: {} })

    expect(replay).toMatchObject({
      replay_of: run.id,
      trigger: { type: 'replay', event_id: run.trigger.event_id },
    })
    const ended = await until(async () => {
      const now = await owner.getRun({ params: { id: replay.id } })
      return now.finished_at === null ? undefined : now
    })
    expect(ended.state).toBe('succeeded')
    await expect(owner.cancelRun({ params: { id: run.id } })).rejects.toThrow('has ended already')
  })
})

describe('a conversation with an agent', () => {
  it('is answered, and counted by agent with its cost', async () => {
    const [agent] = (await owner.listAgents({ query: {} })).items
    const id = agent?.id ?? ''
    const conversation = await owner.startConversation({ params: { id }, body: {} })
    const events: MessageEvent[] = []
    for await (const event of sendMessage({ baseUrl, apiKey: ownerKey }, { agentId: id, conversationId: conversation.id, message: { text: 'Hello' } })) events.push(event) // prettier-ignore
    const { groups = [] } = await owner.getUsage({ query: { hours: 24, group_by: 'agent' } })
    expect(events.at(-1)).toMatchObject({ event: 'done', data: { role: 'agent', state: 'done' } })
    const counted = groups.find(({ key }) => key === id)
    expect(counted).toMatchObject({ calls: 1, failures: 0 })
    expect(Number(counted?.cost_usd)).toBeGreaterThan(0)
  })
})

describe('a stranger', () => {
  it('finds nothing of another organization, by any operation', async () => {
    const { ids, bodies, conversationId } = await oneOfEach(owner, await endedRun())
    const found: string[] = []
    const tried: string[] = []
    const all: [string, Route][] = Object.entries(routes)
    for (const [name, route] of all.filter(([, { path }]) => path.includes('/:id'))) {
      const noun = route.path.split('/')[3] ?? ''
      tried.push(name)
      const path = route.path
        .replace(':id', ids[noun] ?? 'missing')
        .replace(':conversation_id', conversationId)
      const query = route.query && 'arn' in route.query.shape ? '?arn=needed-by-one' : ''
      const response = await fetch(`${baseUrl}${path}${query}`, {
        method: route.method,
        headers: { authorization: `Bearer ${strangerKey}`, ...(route.body && { 'content-type': 'application/json' }) }, // prettier-ignore
        ...(route.body && { body: JSON.stringify(bodies[name] ?? {}) }),
      })
      if (response.status !== 404) found.push(`${name}: ${response.status}`)
    }

    expect(found).toEqual([])
    expect(tried.length).toBeGreaterThan(20)
    const { asked, told } = await toldByQueries({ baseUrl, apiKey: strangerKey }, ids)
    expect(told).toEqual([])
    expect(asked.length).toBeGreaterThan(8)
    const own = await toldByQueries({ baseUrl, apiKey: ownerKey }, ids)
    expect(own.told.length).toBeGreaterThan(2)
  })

  it('neither exports nor erases a visitor', async () => {
    const [stream] = (await owner.listStreams({ query: {} })).items
    const params = { stream_id: stream?.id ?? '', visitor_id: 'v1' }
    await expect(stranger.eraseVisitor({ params })).rejects.toThrow('There is no stream')
    await expect(stranger.exportVisitor({ params })).rejects.toThrow('There is no stream')
  })

  it('sees empty lists', async () => {
    const pages = await Promise.all([
      stranger.listStreams({ query: {} }),
      stranger.listFeeds({ query: {} }),
      stranger.listProviders({ query: {} }),
      stranger.listAutomations({ query: {} }),
      stranger.listRuns({ query: {} }),
      stranger.listEvents({ query: {} }),
      stranger.listTraces({ query: {} }),
    ])

    expect(pages.map(({ items }) => items.length)).toEqual(pages.map(() => 0))
  })
})

describe('a step that is being written', () => {
  it('is shown as far as it goes, and cannot be tried before it is complete', async () => {
    const step = { id: 'score', action: 'bedrock.prompt', input: { prompt: 'Rate {{ tealium_event }}.' } } // prettier-ignore
    const body = { step, payload: cart }

    const preview = await owner.previewStep({ body })

    expect(preview).toMatchObject({ request: { messages: [{ text: 'Rate .' }] }, unknown: ['tealium_event'] }) // prettier-ignore
    expect(preview.findings.map(({ path }) => path)).toEqual(['provider_id', 'model'])
    await expect(owner.tryStep({ body })).rejects.toThrow('step.input.provider_id: Choose a provider.') // prettier-ignore
  })

  it('offers a parameter by its name where the event has no value for it', async () => {
    const parameters = [{ name: 'colour', from: { attribute: 'no_such_attribute' } }]
    const step = { id: 'score', action: 'bedrock.prompt', input: { prompt: '{{ colour }}', parameters } } // prettier-ignore

    const preview = await owner.previewStep({ body: { step, payload: cart } })

    expect(preview.variables.find(({ name }) => name === 'colour')).toEqual({ name: 'colour' })
    expect(preview.unknown).toEqual([])
  })
})

describe('a feed', () => {
  it('that is built in or in use stays', async () => {
    const feeds = (await owner.listFeeds({ query: {} })).items
    const all = feeds.find(({ built_in }) => built_in)
    const used = feeds.find(({ built_in }) => !built_in)
    const refusal = (id: string | undefined) =>
      owner.deleteFeed({ params: { id: id ?? '' } }).catch((error: unknown) => error)

    expect(await refusal(all?.id)).toBeInstanceOf(ApiProblem)
    const refused = await refusal(used?.id)
    expect(refused instanceof ApiProblem && refused.problem.detail).toContain('Conversion score')
  })
})
