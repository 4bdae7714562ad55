import { gzipSync } from 'node:zlib'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startCollecting, type Collecting } from './testing/collecting.ts'

let collecting: Collecting
beforeAll(async () => {
  collecting = await startCollecting()
})
afterAll(() => collecting.close())
beforeEach(async () => {
  await collecting.stored()
})

const identity = { tealium_account: 'acme', tealium_profile: 'main', tealium_visitor_id: 'v1' }
const event = { ...identity, tealium_event: 'view', price: 9.5 }
const json = { 'content-type': 'application/json' }

const send = (options: InjectOptions) => collecting.app.inject(options)
const post = (url: string, payload: unknown, headers: Record<string, string> = json) =>
  send({
    method: 'POST',
    url,
    headers,
    payload:
      typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
  })

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
const withKeys = (count: number) =>
  `{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join(',')}}`
const raw = (text: string) => `{"tealium_account":"acme","tealium_profile":"main",${text}}`

describe('a refused request', () => {
  it.each([
    ['an empty body', '', 'empty'],
    ['invalid JSON', '{"a":', 'not valid JSON'],
    ['an array', '[1]', 'must be a JSON object'],
    [
      'no account',
      '{"tealium_profile":"main"}',
      'Missing required tealium_account or tealium_profile param value',
    ],
    [
      'an empty profile',
      '{"tealium_account":"acme","tealium_profile":""}',
      'Missing required tealium_account',
    ],
    [
      'an unknown stream',
      '{"tealium_account":"acme","tealium_profile":"no"}',
      'Unknown stream "acme/no"',
    ],
    ['a key with a period', raw('"a.b":1'), 'The key "a.b" has a period'],
    ['a nested key with a period', raw('"x":[{"a.b":1}]'), 'The key "a.b" has a period'],
    ['100 levels', nested(100), 'nested 100 levels'],
    ['a million keys', withKeys(70_000), 'has 70000 keys'],
    ['the same key twice', raw('"a":1,"a":2'), 'the same key twice'],
    ['a number beyond 2^53', raw('"n":9007199254740993'), 'The number at "n" is beyond 2^53'],
    ['a number without end', raw('"x":{"n":1e400}'), 'The number at "x.n"'],
    ['a NUL character', raw('"a":["b\\u0000"]'), 'The text at "a[0]" has a NUL'],
    ['half a surrogate pair', raw('"a":"\\ud800"'), 'half a surrogate pair'],
    [
      'a visitor id that is no text',
      raw('"tealium_visitor_id":{}'),
      'tealium_visitor_id must be a string',
    ],
    [
      'a visitor id that is too long',
      raw(`"tealium_visitor_id":"${'v'.repeat(2049)}"`),
      '2049 characters',
    ],
    ['1 MB and a byte', `"${'a'.repeat(1_048_575)}"`, '1048577 bytes'],
    ['far too much', 'a'.repeat(4_000_000), 'larger than'],
  ])('with %s gets a 400 that says why', async (_name, body, reason) => {
    const response = await post('/event', body)

    expect(response.statusCode).toBe(400)
    expect(response.headers['x-error']).toContain(reason)
    expect(response.json()).toMatchObject({ returnCode: 1400 })
    expect(await collecting.stored()).toEqual([])
  })

  it.each([
    ['/bulk-event', (event: string) => `{"events":[${event}]}`],
    ['/bulk-event', (event: string) => `{"shared":${event},"events":[{}]}`],
    ['/integration/event/acme/main/key', (event: string) => event],
  ])('to %s holds each event to its number of keys', async (url, bodyOf) => {
    const response = await post(url, bodyOf(withKeys(5_001)))

    expect(response.statusCode).toBe(400)
    expect(response.headers['x-error']).toMatch(/Event 0 has 500\d keys; at most 5000 are accepted/)
    expect(await collecting.stored()).toEqual([])
  })

  it('names the limit of its own path', async () => {
    const response = await post('/integration/event/acme/main/key', 'a'.repeat(4_000_000))

    expect(response.statusCode).toBe(400)
    expect(response.headers['x-error']).toContain('larger than 3670016 bytes')
  })

  it.each([
    [
      'a gzip bomb',
      gzipSync(Buffer.alloc(50_000_000)),
      'gzip',
      'inflates to more than 1048576 bytes',
    ],
    ['a broken gzip body', Buffer.from('not gzip'), 'gzip', 'not valid gzip'],
    ['an unknown encoding', Buffer.from('{}'), 'zstd', 'Unknown Content-Encoding'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'identity', 'not valid UTF-8'],
  ])('with %s gets a 400 that says why', async (_name, body, encoding, reason) => {
    const response = await post('/event', body, { ...json, 'content-encoding': encoding })

    expect(response.statusCode).toBe(400)
    expect(response.headers['x-error']).toContain(reason)
    expect(await collecting.stored()).toEqual([])
  })

  it('as a GET gets an empty 400 on v1, and the image with X-Error on v3', async () => {
    const v1 = await send({ method: 'GET', url: '/event?tealium_account=acme' })
    const v3 = await send({ method: 'GET', url: '/v3/collect/event?tealium_account=acme' })

    expect([v1.statusCode, v1.body]).toEqual([400, ''])
    expect([v3.statusCode, v3.headers['content-type']]).toEqual([200, 'image/gif'])
    expect([v1, v3].map(({ headers }) => headers['x-error'])).toEqual(
      Array(2).fill('Missing required tealium_account or tealium_profile param value'),
    )
  })

  it('above the rate of its stream gets a 429 that says when to come back', async () => {
    const slow = { ...event, tealium_profile: 'slow' }
    const codes = []
    for (let count = 0; count < 12; count += 1) codes.push((await post('/event', slow)).statusCode)

    expect(codes).toContain(200)
    expect(codes).toContain(429)
  })
})

describe('what a URL holds', () => {
  it.each([
    ['GET', '/event?tealium_account=acme&tealium_profile=main&tealium_event=a%00b', 400],
    ['GET', '/vdata/i.gif?tealium_account=acme&tealium_profile=main&x=%00', 400],
    ['GET', '/event?tealium_account=acme&tealium_profile=main&a.b=1', 400],
    ['POST', '/integration/event/acme/main/%00', 400],
  ] as const)('%s %s is refused as it would be in a body', async (method, url, status) => {
    const response = await send({ method, url, ...(method === 'POST' && { headers: json, payload: '{}' }) }) // prettier-ignore

    expect(response.statusCode).toBe(status)
    expect(response.headers['x-error']).toBeTruthy()
    expect(await collecting.stored()).toEqual([])
  })
})

describe('a bulk request', () => {
  it('may not become huge by what its events share', async () => {
    const body = { shared: { ...identity, text: 'x'.repeat(100_000) }, events: Array(400).fill({}) }

    const response = await post('/bulk-event', body)

    expect(response.statusCode).toBe(400)
    expect(response.headers['x-error']).toContain("'shared' is")
  })
})
