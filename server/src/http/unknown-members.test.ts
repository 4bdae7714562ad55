import { newMessage, problem, routes, type Route } from '@outcrop/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Problem } from '../kernel/problem.ts'
import { mount, mountDownload, type App } from './mount.ts'
import { mountLive, mountLivePost } from './sse.ts'
import { testServer, type TestServer } from './testing/test-server.ts'

const reached = () => Promise.reject(new Problem('not-found', 'It reached its handler.'))
const all: [string, Route][] = Object.entries(routes)

function everything(app: App): void {
  for (const [, route] of all) mount(app, route, reached)
  mountDownload(app, { ...routes.getMe, path: '/api/v1/export' }, reached)
  mountLive(app, '/api/v1/live', 'read', reached)
  mountLivePost(app, { path: '/api/v1/say', scope: 'write', body: newMessage, handler: reached })
}

let server: TestServer
beforeAll(async () => {
  server = await testServer({ features: [everything] })
})
afterAll(() => server.app.close())

/** What the server says to a request whose path is right. */
async function detailOf(method: Route['method'], url: string, payload?: object): Promise<string> {
  const headers = { authorization: 'Bearer owner' }
  const answer = await server.app.inject({ method, url, headers, ...(payload && { payload }) })
  return problem.parse(answer.json()).detail
}

const examples = z.object({ properties: z.record(z.string(), z.object({ examples: z.array(z.string()).default(['x']) })) }) // prettier-ignore

/** The path of a route, with ids as they could be. */
function pathOf({ path, params }: Route): string {
  const { properties } = examples.parse(z.toJSONSchema(params ?? z.object({})))
  return path.replace(/:(\w+)/g, (_, name: string) => properties[name]?.examples[0] ?? 'x')
}

// Where something is wrong with the body, that is told first.
const takesEmpty = all.filter(([, { body }]) => body?.safeParse({}).success !== false)

test.each(takesEmpty)('%s refuses a parameter that it does not know', async (_name, route) => {
  const url = `${pathOf(route)}?no_such_name=1`
  const lines = (await detailOf(route.method, url, route.body && {})).split('\n')
  expect(lines.filter((line) => line.startsWith('no_such_name: is not known here; '))).toHaveLength(
    1,
  )
})

const takesBody = all.filter(([, { method }]) => method !== 'GET')

test.each(takesBody)('%s refuses a member that it does not know', async (_name, route) => {
  const lines = (await detailOf(route.method, pathOf(route), { no_such_name: 1 })).split('\n')
  expect(lines.filter((line) => line.startsWith('no_such_name: is not known here; '))).toHaveLength(
    1,
  )
})

const stream_id = `str_${'0'.repeat(32)}`
const feed = { stream_id, name: 'Broken carts', condition: { all: [] } }
const step = { id: 'score', action: 'bedrock.prompt', input: { whatever: 'an action takes' } }
const automation = { name: 'Score', trigger: { type: 'event', feed_id: `fed_${'0'.repeat(32)}` }, steps: [step] } // prettier-ignore
const meant = (path: string, name: string) =>
  `${path}: is not known here; perhaps ${name} is meant.`

describe('what used to be passed over', () => {
  test.each<[string, string, object, string]>([
    ['a filter of a feed', '/feeds', { ...feed, verdict: ['invalid'] }, meant('verdict', 'verdicts')], // prettier-ignore
    [
      'what a feed compares',
      '/feeds',
      { ...feed, condition: { all: [{ attribute: 'a', operator: 'equals', vlaue: 1 }] } },
      meant('condition.all.0.vlaue', 'value'),
    ],
    [
      'the delay of a trigger',
      '/automations',
      { ...automation, trigger: { ...automation.trigger, delay_hour: 24 } },
      meant('trigger.delay_hour', 'delay_hours'),
    ],
    [
      'the period of a cap',
      '/automations',
      { ...automation, trigger: { ...automation.trigger, cap: { starts: 1, hours: 24 } } },
      'trigger.cap.hours: is not known here; known are starts, period_hours.',
    ],
    [
      'the priority of a cooldown',
      '/automations',
      { ...automation, trigger: { ...automation.trigger, cooldown: { group_id: `cdg_${'0'.repeat(32)}`, priority: 1, prio: 2 } } }, // prettier-ignore
      meant('trigger.cooldown.prio', 'priority'),
    ],
    [
      'a field of an output',
      '/automations',
      { ...automation, steps: [{ ...step, output: { type: 'event', fields: [{ name: 'a', type: 'string', require: false }] } }] }, // prettier-ignore
      meant('steps.0.output.fields.0.require', 'required'),
    ],
    [
      'who an answer is about',
      '/automations',
      { ...automation, steps: [{ ...step, deliver: { to: 'stream', identityFromAnswer: true } }] },
      meant('steps.0.deliver.identityFromAnswer', 'identity_from_answer'),
    ],
    [
      'how long answers are kept',
      '/automations/check',
      { ...automation, steps: [{ ...step, cache: { ttl_s: 60, ttl: 60 } }] },
      meant('steps.0.cache.ttl', 'ttl_s'),
    ],
    ['what an agent is told', '/say', { text: 'Hello', txt: '' }, meant('txt', 'text')],
  ])('%s', async (_name, path, body, detail) => {
    expect(await detailOf('POST', `/api/v1${path}`, body)).toBe(detail)
  })

  test.each([
    ['/feeds?straem_id=x', meant('straem_id', 'stream_id')],
    ['/runs?automation=x', meant('automation', 'automation_id')],
    ['/events?limit=5&visitor=v', meant('visitor', 'visitor_id')],
    ['/me?x=1', 'x: is not known here; nothing is taken.'],
    ['/export?x=1', 'x: is not known here; nothing is taken.'],
    ['/live?x=1', 'x: is not known here; nothing is taken.'],
  ])('in the address %s', async (path, detail) => {
    expect(await detailOf('GET', `/api/v1${path}`)).toBe(detail)
  })
})

test('what is right, and what is data, reaches its handler', async () => {
  const event = { payload: { any: { thing: 1 } }, step }
  for (const [path, body] of [
    ['/feeds', feed],
    ['/automations', automation],
    ['/steps/preview', event],
    ['/say', { text: 'Hello' }],
  ] as const) {
    expect(await detailOf('POST', `/api/v1${path}`, body), path).toBe('It reached its handler.')
  }
})
