import { ApiProblem, defineRoute, problem, routes } from '@outcrop/contract'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Problem } from '../kernel/problem.ts'
import { mount, type App } from './mount.ts'
import { injectClient } from './testing/inject-client.ts'
import { testServer, type TestServer } from './testing/test-server.ts'

const feedId = `fed_${'0'.repeat(32)}`
const streamId = `str_${'0'.repeat(32)}`
const all = { all: [] }
const feed = {
  id: feedId,
  stream_id: streamId,
  name: 'Carts',
  condition: all,
  specification_id: null,
  verdicts: [],
  data_source_id: null,
  built_in: false,
  created_at: '2026-01-01T00:00:00.000Z',
}

const secret = defineRoute({
  method: 'GET',
  path: '/api/v1/secret',
  scope: 'public',
  summary: 'Answers more than it should',
  response: z.object({ shown: z.string(), count: z.number().default(3) }),
})

const greet = defineRoute({
  method: 'POST',
  path: '/api/v1/greet',
  scope: 'write',
  summary: 'Says a word',
  body: z.strictObject({ word: z.string().default('Hello') }).prefault({}),
  response: z.object({ said: z.string() }),
})

function features(app: App): void {
  mount(app, greet, ({ body }) => Promise.resolve({ said: body.word }))
  mount(app, routes.getFeed, ({ params }) => Promise.resolve({ ...feed, id: params.id }))
  mount(app, routes.listFeeds, ({ query }) => Promise.resolve({ items: [], next: String(query.limit) })) // prettier-ignore
  mount(app, routes.createFeed, ({ body }) => Promise.resolve({ ...feed, ...body }))
  mount(app, routes.updateFeed, () => Promise.reject(new Problem('not-found', 'No such feed.')))
  mount(app, routes.deleteFeed, () => Promise.resolve(null))
  mount(app, routes.createStream, () => Promise.reject(new Error('secret words')))
  mount(app, routes.previewStep, () => Promise.resolve({ request: null, variables: [], unknown: [], empty: [], findings: [] })) // prettier-ignore
  // Not of the schema's type, as a row with one column more would be.
  mount(app, secret, () => Promise.resolve(Object.assign({ shown: 'yes' }, { hidden: 'no' })))
}

const servers: TestServer[] = []
const serve = async () => {
  const server = await testServer({ features: [features] })
  servers.push(server)
  return server
}
afterEach(() => Promise.all(servers.splice(0).map(({ app }) => app.close())))

const codeOf = async (call: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await call.catch((thrown: unknown) => thrown)
  return error instanceof ApiProblem ? error.problem.code : error
}

describe('what reaches a handler', () => {
  test('parameters, query with defaults, and body, all parsed', async () => {
    const client = injectClient((await serve()).app, { apiKey: 'owner' })
    expect(await client.getFeed({ params: { id: feedId } })).toEqual(feed)
    expect(await client.listFeeds({ query: {} })).toMatchObject({ next: '50' })
    const body = { stream_id: streamId, name: '  Carts ', condition: all }
    expect(await client.createFeed({ body })).toMatchObject({ name: 'Carts' })
  })

  test('the defaults of a body, when it is left out', async () => {
    const { app } = await serve()
    const post = async (sent: object) => {
      const headers = { authorization: 'Bearer owner' }
      const answer = await app.inject({ method: 'POST', url: greet.path, headers, ...sent })
      return answer.json<{ said?: string; code?: string }>()
    }
    expect(await post({})).toEqual({ said: 'Hello' })
    expect(await post({ payload: { word: 'Bye' } })).toEqual({ said: 'Bye' })
    expect(await post({ payload: { word: 5 } })).toMatchObject({ code: 'invalid-input' })
  })

  test('null is answered as 204 without a body', async () => {
    const { app } = await serve()
    const headers = { authorization: 'Bearer owner' }
    const answer = await app.inject({ method: 'DELETE', url: `/api/v1/feeds/${feedId}`, headers })
    expect([answer.statusCode, answer.body]).toEqual([204, ''])
  })

  test('nothing leaves that the contract does not name, and defaults are filled in', async () => {
    const answer = await (await serve()).app.inject('/api/v1/secret')
    expect(answer.json()).toEqual({ shown: 'yes', count: 3 })
  })
})

describe('who may call', () => {
  test.each([
    ['owner', undefined],
    ['builder', undefined],
    ['reviewer', 'forbidden'],
    ['viewer', 'forbidden'],
    ['nobody', 'unauthenticated'],
  ])('%s deletes a feed: %s', async (apiKey, code) => {
    const client = injectClient((await serve()).app, { apiKey })
    expect((await codeOf(client.deleteFeed({ params: { id: feedId } }))) ?? undefined).toBe(code)
  })

  test('credentials are checked before the body is', async () => {
    const { app } = await serve()
    const answer = await app.inject({ method: 'POST', url: '/api/v1/feeds', payload: 'x'.repeat(2e6) }) // prettier-ignore
    expect(answer.statusCode).toBe(401)
  })

  test('a cookie is not enough for a change that another site started', async () => {
    const { app } = await serve()
    const remove = (site: string) =>
      codeOf(injectClient(app, { headers: { cookie: 'role=owner', 'sec-fetch-site': site } }).deleteFeed({ params: { id: feedId } })) // prettier-ignore
    expect(await remove('same-origin')).toBeNull()
    expect(await remove('cross-site')).toBe('forbidden')
  })
})

test('the type of a body that an operation does not want is no fault', async () => {
  const { app } = await serve()
  const headers = { authorization: 'Bearer owner', 'content-type': 'application/json' }
  const answer = await app.inject({ method: 'DELETE', url: `/api/v1/feeds/${feedId}`, headers })
  expect(answer.statusCode).toBe(204)
})

describe('what is refused', () => {
  const post = async (payload: string, type = 'application/json') => {
    const { app } = await serve()
    const headers = { authorization: 'Bearer owner', 'content-type': type }
    const answer = await app.inject({ method: 'POST', url: '/api/v1/feeds', payload, headers })
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    return problem.parse(answer.json())
  }

  test.each([
    ['broken JSON', '{"name":', 'application/json', 'invalid-input', /not valid JSON/],
    ['no body', '', 'application/json', 'invalid-input', /body is empty/],
    [
      'another type',
      'name=x',
      'application/x-www-form-urlencoded',
      'unsupported-media-type',
      /type/,
    ],
    ['plain text', '{}', 'text/plain', 'unsupported-media-type', /type/],
    ['too large', `{"name":"${'x'.repeat(2 ** 20)}"}`, 'application/json', 'too-large', /1 MB/],
    [
      'a reach for the prototype',
      '{"__proto__":{}}',
      'application/json',
      'invalid-input',
      /not valid JSON|refused/,
    ],
    [
      'NUL',
      `{"stream_id":"${streamId}","name":"a\\u0000b","condition":{"all":[]}}`,
      'application/json',
      'invalid-input',
      /U\+0000/,
    ],
    [
      'a condition without end',
      `{"stream_id":"${streamId}","name":"Deep","condition":${'{"all":['.repeat(50_000)}${']}'.repeat(50_000)}}`,
      'application/json',
      'invalid-input',
      /^body: objects and lists lie more than 200 deep/,
    ],
  ])('%s', async (_name, payload, type, code, detail) => {
    const refusal = await post(payload, type)
    expect(refusal.code).toBe(code)
    expect(refusal.detail).toMatch(detail)
  })

  test('every fault of a body has its line', async () => {
    const { detail } = await post('{"name":"","condition":{"all":[{"attribute":1}]}}')
    expect(detail.split('\n').map((line) => line.split(':', 1)[0])).toEqual([
      'stream_id',
      'name',
      'condition.all.0.attribute',
      'condition.all.0.operator',
    ])
  })

  test('a parameter that is no id', async () => {
    const client = injectClient((await serve()).app, { apiKey: 'owner' })
    await expect(client.getFeed({ params: { id: 'x' } })).rejects.toThrow(/^id: must be an id/)
  })

  test('a problem of the handler is sent as it is', async () => {
    const client = injectClient((await serve()).app, { apiKey: 'owner' })
    const call = client.updateFeed({ params: { id: feedId }, body: {} })
    await expect(call).rejects.toMatchObject({ problem: { status: 404, detail: 'No such feed.' } })
  })

  test('a defect is logged once and not told', async () => {
    const { app, errors } = await serve()
    const body = { account: 'a', profile: 'b' }
    const call = injectClient(app, { apiKey: 'owner' }).createStream({ body })
    const thrown: unknown = await call.catch((error: unknown) => error)
    expect(thrown).toMatchObject({ problem: { code: 'internal-error', status: 500 } })
    expect(JSON.stringify(thrown)).not.toContain('secret words')
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject([{ err: { message: 'secret words' }, route: '/api/v1/streams' }, expect.any(String)]) // prettier-ignore
  })
})

test('a database that is away is a reason to try again, not a defect', async () => {
  const away = Object.assign(new Error('terminating connection'), { code: '57P01' })
  const server = await testServer({ features: [(app) => mount(app, routes.getFeed, () => Promise.reject(away))] }) // prettier-ignore
  servers.push(server)
  const headers = { authorization: 'Bearer owner' }
  const answer = await server.app.inject({ url: `/api/v1/feeds/${feedId}`, headers })
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '1'])
  expect(problem.parse(answer.json())).toMatchObject({ code: 'over-capacity', retry: true })
  expect(server.errors).toHaveLength(1)
})

describe('what is recorded', () => {
  test('changes with their subject, and nothing else', async () => {
    const { app, changes } = await serve()
    const client = injectClient(app, { apiKey: 'builder' })
    const body = { stream_id: streamId, name: 'Carts', condition: all }
    await client.listFeeds({ query: {} })
    await client.createFeed({ body })
    await client.deleteFeed({ params: { id: feedId } })
    await codeOf(client.updateFeed({ params: { id: feedId }, body: {} }))
    const step = { id: 'a', action: 'bedrock.prompt', input: {} }
    await client.previewStep({ body: { step } })
    expect(changes.map(({ route, subject }) => [route.summary, subject])).toEqual([
      ['Create a feed', feedId],
      ['Delete a feed that no automation uses', feedId],
    ])
    expect(changes[0]).toMatchObject({ body, caller: { role: 'builder' } })
  })
})
