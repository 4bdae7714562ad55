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

describe('an accepted event', () => {
  it.each([
    '/event',
    '/event/',
    '/v3/collect/event',
    '/v3/collect/event/',
    '/v3/collect/regional/event',
  ])('is answered 200 with an empty body on %s', async (url) => {
    const response = await post(url, event)

    expect(response.statusCode).toBe(200)
    expect(response.body).toBe('')
    expect(response.headers['content-length']).toBe('0')
    expect(response.headers['x-error']).toBeUndefined()
    expect(response.headers['x-acc']).toBe('acme:main:2:event')
    expect(response.headers['x-tid']).toBe('v1')
    expect(await collecting.stored()).toMatchObject([
      { name: 'view', visitor_id: 'v1', payload: event },
    ])
  })

  it('may be sent as text/plain or without a content type', async () => {
    expect((await post('/event', event, { 'content-type': 'text/plain' })).statusCode).toBe(200)
    expect((await post('/event', event, {})).statusCode).toBe(200)
    expect(await collecting.stored()).toHaveLength(2)
  })

  it('may be compressed', async () => {
    const response = await post('/event', gzipSync(JSON.stringify(event)), {
      ...json,
      'content-encoding': 'gzip',
    })

    expect(response.statusCode).toBe(200)
    expect(await collecting.stored()).toMatchObject([{ payload: event }])
  })

  it('may come as a GET and is answered with an image of 43 bytes', async () => {
    const response = await send({
      method: 'GET',
      url: '/event',
      query: { ...identity, tealium_event: 'pixel' },
    })

    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toBe('image/gif')
    expect(response.rawPayload).toHaveLength(43)
    expect(await collecting.stored()).toMatchObject([{ name: 'pixel', visitor_id: 'v1' }])
  })

  it('may come from the legacy pixel, whose visitor id has another name', async () => {
    await send({
      method: 'GET',
      url: '/vdata/i.gif?tealium_account=acme&tealium_profile=main&tealium_vid=old&k=v',
    })

    expect(await collecting.stored()).toMatchObject([
      { visitor_id: 'old', payload: { tealium_visitor_id: 'old', k: 'v' } },
    ])
  })

  it('keeps the keys with a period that senders do use', async () => {
    const payload = { ...event, 'cp.trace_id': 'x', 'cp.CONSENTMGR': 'y' }

    expect((await post('/event', payload)).statusCode).toBe(200)
    expect(await collecting.stored()).toMatchObject([{ payload }])
  })

  it('joins a running trace, by either key, and no other', async () => {
    await post('/event', { ...event, tealium_trace_id: 'trace1' })
    await post('/event', { ...event, 'cp.trace_id': 'trace1' })
    await post('/event', { ...event, tealium_trace_id: 'stale' })

    expect((await collecting.stored()).map((one) => one.trace_id)).toEqual([
      'trace1',
      'trace1',
      null,
    ])
  })

  it('is answered and dropped when a crawler sends it', async () => {
    const response = await post('/event', event, {
      ...json,
      'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)',
    })

    expect(response.statusCode).toBe(200)
    expect(await collecting.stored()).toEqual([])
  })

  it('tells a browser of another site that it may read the answer', async () => {
    const response = await post('/event', event, { ...json, origin: 'https://shop.example' })

    expect(response.headers['access-control-allow-origin']).toBe('https://shop.example')
    expect(response.headers.vary).toContain('Origin')
  })
})

describe('a preflight', () => {
  it.each([
    '/event',
    '/bulk-event/',
    '/integration/event/acme/main/key',
    '/v3/collect/regional/bulk-event',
  ])('is allowed on %s', async (url) => {
    const response = await send({
      method: 'OPTIONS',
      url,
      headers: { origin: 'https://shop.example' },
    })

    expect(response.statusCode).toBe(204)
    expect(response.headers['access-control-allow-methods']).toContain('POST')
    expect(response.headers['access-control-allow-origin']).toBe('https://shop.example')
  })
})

describe('a bulk request', () => {
  it('gives each event the shared keys, and the event wins', async () => {
    const body = {
      shared: { ...identity, a: 1, b: 1 },
      events: [{ tealium_event: 'x' }, { tealium_event: 'y', b: 2 }],
    }

    const response = await post('/bulk-event', body)

    expect([response.statusCode, response.body]).toEqual([200, ''])
    expect(await collecting.stored()).toMatchObject([
      { payload: { a: 1, b: 1 } },
      { payload: { a: 1, b: 2 } },
    ])
  })

  it('without events gets the documented answer', async () => {
    const response = await post('/bulk-event', { shared: identity })

    expect(response.statusCode).toBe(400)
    expect(response.json()).toEqual({
      returnCode: 1400,
      message: "Request body must contain 'events' key.",
    })
    expect(response.headers['x-error']).toBe("Request body must contain 'events' key.")
  })

  it('may have 500 events and no more', async () => {
    const events = (count: number) => ({
      shared: identity,
      events: Array.from({ length: count }, () => ({ n: 1 })),
    })

    expect((await post('/bulk-event', events(500))).statusCode).toBe(200)
    expect(await collecting.stored()).toHaveLength(500)
    expect((await post('/bulk-event', events(501))).headers['x-error']).toContain('501 events')
    expect(await collecting.stored()).toEqual([])
  })

  it('is stored whole or not at all', async () => {
    const response = await post('/bulk-event', {
      events: [event, { ...event, tealium_profile: 'nowhere' }],
    })

    expect(response.statusCode).toBe(400)
    expect(await collecting.stored()).toEqual([])
  })

  it('ignores trace ids', async () => {
    await post('/bulk-event', { shared: identity, events: [{ tealium_trace_id: 'trace1' }] })

    expect(await collecting.stored()).toMatchObject([{ trace_id: null }])
  })

  it('may be repeated under its key', async () => {
    const headers = { ...json, 'idempotency-key': 'file-1:7' }
    const body = { shared: identity, events: [{ n: 1 }, { n: 2 }] }

    const answers = [
      await post('/bulk-event', body, headers),
      await post('/bulk-event', body, headers),
    ]

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    expect(answers.map((answer) => answer.headers['idempotent-replayed'])).toEqual([undefined, 'true']) // prettier-ignore
    expect(await collecting.stored()).toHaveLength(2)
  })
})

describe('a single event', () => {
  it('that is repeated under its key is not given the id of an event that is not stored', async () => {
    const headers = { ...json, 'idempotency-key': 'answer-7' }

    const answers = [await post('/event', event, headers), await post('/event', event, headers)]

    const [stored] = await collecting.stored()
    expect(answers.map((answer) => answer.headers['x-uuid'])).toEqual([stored?.id, undefined])
    expect(answers.map((answer) => answer.headers['idempotent-replayed'])).toEqual([undefined, 'true']) // prettier-ignore
  })
})

describe('the advanced API', () => {
  it('flattens, takes the stream from the path and answers 204', async () => {
    const body = { Detail: { Name: 'Shoe', Sizes: [1, { a: 2 }] }, tealium_visitor_id: 'v9' }

    const response = await post('/integration/event/acme/main/abc123', body)

    expect([response.statusCode, response.body]).toEqual([204, ''])
    expect(await collecting.stored()).toMatchObject([
      {
        visitor_id: 'v9',
        payload: {
          detail_name: 'Shoe',
          detail_sizes: [1, '{"a":2}'],
          tealium_datasource: 'abc123',
        },
      },
    ])
  })

  it('takes an array as several events', async () => {
    await post('/v3/collect/integration/event/accounts/acme/profiles/main/datasources/abc', [
      { n: 1 },
      { n: 2 },
    ])

    expect(await collecting.stored()).toMatchObject([{ payload: { n: 1 } }, { payload: { n: 2 } }])
  })
})
