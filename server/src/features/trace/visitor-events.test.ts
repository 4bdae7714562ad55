import type { Client } from '@outcrop/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { injectClient } from '../../http/testing/inject-client.ts'
import { ownerOf } from '../../http/testing/owner-of.ts'
import { refusal } from '../../http/testing/refusal.ts'
import { testServer } from '../../http/testing/test-server.ts'
import { newId } from '../../kernel/id.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { appendEvents, makePartitions, newEvent } from '../events/events.ts'
import { insertStream } from '../streams/streams.ts'
import { storeVisitors } from '../visitors/visitors.ts'
import { mountVisitorEvents } from './visitor-events-route.ts'

let database: TestDatabase
let organizationId: string
let stream_id: string
let close: () => Promise<void>
let as: (organization: string) => Client

beforeAll(async () => {
  database = await createTestDatabase()
  await makePartitions(database.pool, new Date())
  organizationId = newId('organization')
  await database.pool.query('insert into organizations (id, name) values ($1, $1)', [organizationId]) // prettier-ignore
  stream_id = (await insertStream(database.pool, organizationId, { account: 'acme', profile: 'main', max_requests_per_s: null }))?.id ?? '' // prettier-ignore
  const { app } = await testServer({ features: [(scope) => mountVisitorEvents(scope, database.pool)] }, ownerOf) // prettier-ignore
  as = (apiKey) => injectClient(app, { apiKey })
  close = () => app.close()
})
afterAll(async () => {
  await close()
  await database.drop()
})

it('begins at the last event of the visitor, and ends where the log begins', async () => {
  const visitorId = 'a/b'
  const event = (name: string, of = visitorId) =>
    newEvent({ organizationId, streamId: stream_id, name, visitorId: of, traceId: null, payload: '{}', cause: null }) // prettier-ignore
  await appendEvents(database.pool, [event('first'), event('other', 'somebody'), event('second'), event('third')]) // prettier-ignore
  const at = Date.now()
  const state = { createdAt: at, lastEventAt: at, lastEvent: { eventId: 'evt_1', eventAt: at }, events: 3, visits: 1, attributes: {}, visit: null, audiences: {}, revision: '' } // prettier-ignore
  await storeVisitors(database.pool, [{ organizationId, streamId: stream_id, visitorId, shard: 0, dueAt: null, state }]) // prettier-ignore
  const list = (query: object, owner = organizationId) =>
    as(owner).listVisitorEvents({ params: { stream_id, visitor_id: visitorId }, query })

  const page = await list({ limit: 2 })
  expect(page.items.map(({ name }) => name)).toEqual(['third', 'second'])
  expect(page.looked_back_to).toBe(page.items[1]?.received_at)
  const rest = await list({ limit: 2, cursor: page.next })
  expect([rest.items.map(({ name }) => name), rest.next, rest.looked_back_to]).toEqual([['first'], null, null]) // prettier-ignore
  expect((await refusal(list({}, newId('organization')))).code).toBe('not-found')
})

it('are those of every id that leads to the visitor', async () => {
  const [kept, given] = ['known@example.com', 'anonymous-1']
  const event = (name: string, visitorId: string) =>
    newEvent({ organizationId, streamId: stream_id, name, visitorId, traceId: null, payload: '{}', cause: null }) // prettier-ignore
  await appendEvents(database.pool, [event('before', given), event('after', kept)])
  const at = Date.now()
  const state = { createdAt: at, lastEventAt: at, lastEvent: { eventId: 'evt_1', eventAt: at }, events: 2, visits: 1, attributes: {}, visit: null, audiences: {}, revision: '' } // prettier-ignore
  const stored = (visitorId: string) => ({ organizationId, streamId: stream_id, visitorId, shard: 0, dueAt: null, state }) // prettier-ignore
  await storeVisitors(database.pool, [stored(kept), stored(given)])
  await database.pool.query('update visitors set stitched_into = $1 where id = $2', [kept, given])

  for (const visitor_id of [kept, given]) {
    const { items } = await as(organizationId).listVisitorEvents({ params: { stream_id, visitor_id }, query: {} }) // prettier-ignore
    expect(items.map(({ name }) => name)).toEqual(['after', 'before'])
  }
})
