import type { Client, ProfileCondition } from '@outcrop/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { injectClient } from '../../http/testing/inject-client.ts'
import { ownerOf } from '../../http/testing/owner-of.ts'
import { refusal } from '../../http/testing/refusal.ts'
import { testServer } from '../../http/testing/test-server.ts'
import { newId } from '../../kernel/id.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { storeAudience } from '../audiences/testing/store-audience.ts'
import { storeAttribute } from '../attributes/testing/store-attribute.ts'
import { insertStream } from '../streams/streams.ts'
import { estimateSize } from './estimate-size.ts'
import { currentProfile, visitorRoutes, visitorSearchRoutes, storeMemberships } from './visitors.ts'
import { storeSilentVisitors } from './testing/silent-visitors.ts'

/** More than one request looks at. */
const count = 5400
const now = new Date('2026-03-01T00:00:00.000Z')

let database: TestDatabase
let organizationId: string
let stream_id: string
let client: Client
let strangers: Client
let close: () => Promise<void>

beforeAll(async () => {
  database = await createTestDatabase()
  const { pool } = database
  organizationId = newId('organization')
  const others = newId('organization')
  await pool.query('insert into organizations (id, name) select id, id from unnest($1::text[]) id', [[organizationId, others]]) // prettier-ignore
  stream_id = (await insertStream(pool, organizationId, { account: 'acme', profile: 'main', max_requests_per_s: null }))?.id ?? '' // prettier-ignore
  for (const [name, type] of [['points', 'number'], ['city', 'string'], ['seen', 'date']] as const) await storeAttribute(pool, organizationId, { stream_id, name, scope: 'visitor', type }) // prettier-ignore
  await storeSilentVisitors(pool, { organizationId, streamId: stream_id }, count, (index) => ({
    points: index,
    ...(index % 1000 === 999 && { city: 'Berlin' }),
    seen: now.getTime() - (index % 10) * 86_400_000,
  }))
  await pool.query('analyze visitors')
  const { app } = await testServer({ features: [(scope) => visitorRoutes(scope, pool), (scope) => visitorSearchRoutes(scope, pool, () => now)] }, ownerOf) // prettier-ignore
  client = injectClient(app, { apiKey: organizationId })
  strangers = injectClient(app, { apiKey: others })
  close = () => app.close()
})
afterAll(async () => {
  await close()
  await database.drop()
})

const inBerlin: ProfileCondition = { scope: 'visitor', attribute: 'city', operator: 'equals', value: 'Berlin' } // prettier-ignore
const search = (condition: ProfileCondition, more: object = {}) =>
  client.searchVisitors({ body: { stream_id, condition, limit: 50, ...more } })
const idsOf = ({ items }: Awaited<ReturnType<typeof search>>) => items.map(({ id }) => id)

describe('a search', () => {
  it('looks at so many visitors, says how many, and goes on behind them', async () => {
    const first = await search(inBerlin)
    expect(idsOf(first)).toEqual(['v00999', 'v01999', 'v02999', 'v03999', 'v04999'])
    expect([first.looked, first.next]).toEqual([5000, 'v04999'])

    const second = await search(inBerlin, { cursor: first.next })
    expect([second.items, second.looked, second.next]).toEqual([[], 400, null])
  })

  it('stops when the page is full', async () => {
    const found = await search(inBerlin, { limit: 2 })
    expect([idsOf(found), found.looked, found.next]).toEqual([['v00999', 'v01999'], 2000, 'v01999'])
    expect(idsOf(await search(inBerlin, { limit: 2, cursor: found.next }))).toEqual(['v02999', 'v03999']) // prettier-ignore
  })

  it('takes every condition of an audience, and a beginning of the id', async () => {
    const recent: ProfileCondition = { all: [inBerlin, { scope: 'visitor', attribute: 'seen', operator: 'occurred_more_than', value: 8, unit: 'days' }] } // prettier-ignore
    const found = await search(recent, { id_prefix: 'v03' })
    expect([idsOf(found), found.looked, found.next]).toEqual([['v03999'], 1000, null])
    expect(found.items[0]?.attributes).toMatchObject({ city: 'Berlin', points: 3999 })
  })

  it.each([
    [{ attribute: 'nothing', operator: 'is_assigned' }, 'nothing'],
    [{ scope: 'event', attribute: 'city', operator: 'is_assigned' }, 'event'],
    [{ attribute: 'city', operator: 'matches', value: '(' }, 'regular expression'],
  ] as const)('refuses %j', async (condition, named) => {
    const problem = await refusal(search({ scope: 'visitor', ...condition }))
    expect(problem.code).toBe('invalid-input')
    expect(JSON.stringify(problem)).toContain(named)
  })

  it('finds nobody of another organization', async () => {
    const body = { stream_id, condition: inBerlin }
    expect((await refusal(strangers.searchVisitors({ body }))).code).toBe('not-found')
    expect((await refusal(strangers.estimateAudience({ body }))).code).toBe('not-found')
  })
})

describe('the size of an audience that is not there yet', () => {
  const half: ProfileCondition = { scope: 'visitor', attribute: 'seen', operator: 'occurred_less_than', value: 5, unit: 'days' } // prettier-ignore

  it('is counted when every visitor can be looked at', async () => {
    const question = { streamId: stream_id, condition: half }
    const bounds = { counted: 100_000, looked: 6000 }
    expect(await estimateSize(database.pool, organizationId, question, now, bounds)).toEqual({ size: 2700, is_estimate: false, looked: count, total: count }) // prettier-ignore
  })

  it('is reckoned from a sample when there are more', async () => {
    const estimate = await client.estimateAudience({ body: { stream_id, condition: half } })
    expect(estimate).toMatchObject({ is_estimate: true, total: count })
    expect(estimate.looked).toBeGreaterThan(4000)
    expect(Math.abs(estimate.size - 2700)).toBeLessThan(270)
  })

  it('takes the word of the database for how many there are, when those are too many to count', async () => {
    const question = { streamId: stream_id, condition: half }
    const bounds = { counted: 1000, looked: 500 }
    const estimate = await estimateSize(database.pool, organizationId, question, now, bounds)
    expect(estimate.total).toBe(count)
    expect(estimate.is_estimate).toBe(true)
    expect(Math.abs(estimate.size - 2700)).toBeLessThan(810)
  })
})

it('lists the members of an audience by id, page by page', async () => {
  const audience_id = await storeAudience(database.pool, organizationId, { stream_id, name: 'Chosen', condition: { all: [] } }) // prettier-ignore
  const members = ['v00007', 'v05001', 'v05002']
  await storeMemberships(database.pool, members.map((visitorId) => ({ audienceId: audience_id, visitorId, shard: 0, joinedAt: now }))) // prettier-ignore
  const page = await client.listVisitors({ query: { stream_id, audience_id, limit: 2 } })
  expect([page.items.map(({ id }) => id), page.next]).toEqual([['v00007', 'v05001'], 'v05001'])
  const rest = await client.listVisitors({ query: { stream_id, audience_id, limit: 2, cursor: 'v05001' } }) // prettier-ignore
  expect([rest.items.map(({ id }) => id), rest.next]).toEqual([['v05002'], null])
  const found = await search(inBerlin, { audience_id })
  expect([found.items, found.looked, found.next]).toEqual([[], 3, null])
  const begun = await client.listVisitors({ query: { stream_id, audience_id, id_prefix: 'v05' } })
  expect(begun.items.map(({ id }) => id)).toEqual(['v05001', 'v05002'])
})

it('a visitor whose state is broken keeps nobody else out of a list, and says so when it is asked for', async () => {
  const { rows } = await database.pool.query<{ id: string; state: string }>('select id, state from visitors order by id limit 1') // prettier-ignore
  const [{ id, state } = { id: '', state: '' }] = rows
  await database.pool.query(`update visitors set state = '{}' where id = $1`, [id])
  const { items } = await client.listVisitors({ query: { stream_id, limit: 3 } })
  expect(items).toHaveLength(2)
  const { code, detail } = await refusal(client.getVisitor({ params: { stream_id, visitor_id: id } })) // prettier-ignore
  expect(code).toBe('visitor-broken')
  expect(detail).toContain('createdAt is not a number')
  await expect(currentProfile(database.pool, organizationId, { streamId: stream_id, visitorId: id })).rejects.toMatchObject({ code: 'visitor-broken', message: expect.stringContaining('createdAt is not a number') }) // prettier-ignore
  const { looked } = await client.searchVisitors({ body: { stream_id, condition: { any: [inBerlin] }, limit: 1 } }) // prettier-ignore
  expect(looked).toBeGreaterThan(0)
  await database.pool.query('update visitors set state = $2 where id = $1', [id, state])
})
