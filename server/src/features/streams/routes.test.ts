import type { Client } from '@outcrop/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { injectClient } from '../../http/testing/inject-client.ts'
import { ownerOf } from '../../http/testing/owner-of.ts'
import { refusal } from '../../http/testing/refusal.ts'
import { testServer } from '../../http/testing/test-server.ts'
import { newId } from '../../kernel/id.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { streamRoutes } from './streams.ts'

let database: TestDatabase
let client: Client
let close: () => Promise<void>
beforeAll(async () => {
  database = await createTestDatabase()
  const { app } = await testServer(
    {
      features: [
        (scope) => streamRoutes(scope, { pool: database.pool, furnish: () => Promise.resolve(), automationsOnFeed: () => Promise.resolve([]) }), // prettier-ignore
      ],
    },
    ownerOf,
  )
  const organizationId = newId('organization')
  await database.pool.query('insert into organizations (id, name) values ($1, $1)', [organizationId]) // prettier-ignore
  client = injectClient(app, { apiKey: organizationId })
  close = () => app.close()
})
afterAll(async () => {
  await close()
  await database.drop()
})

const body = { account: 'acme', max_requests_per_s: null }

it('a feed that was stored with a member that is gone is read without it, and can be sent back', async () => {
  const { id: stream_id } = await client.createStream({ body: { ...body, profile: 'older' } })
  const condition = { attribute: 'cart', operator: 'is_assigned' } as const
  const feed = { stream_id, name: 'Carts', condition }
  const { id } = await client.createFeed({ body: feed })
  await database.pool.query('update feeds set condition = $2 where id = $1', [id, { ...condition, weight: 3 }]) // prettier-ignore

  const read = await client.getFeed({ params: { id } })
  expect(read.condition).toEqual(condition)
  await client.updateFeed({ params: { id }, body: { condition: read.condition } })
  const weighed = { ...condition, weight: 3 }
  expect(await refusal(client.updateFeed({ params: { id }, body: { condition: weighed } }))).toMatchObject({
    code: 'invalid-input',
    detail: 'condition.weight: is not known here; known are attribute, operator, value, ignore_case.',
  }) // prettier-ignore
})

it('a feed takes no name that another one of its stream has', async () => {
  const { id: stream_id } = await client.createStream({ body: { ...body, profile: 'main' } })
  const feed = { stream_id, name: 'Carts', condition: { all: [] } }
  const { id } = await client.createFeed({ body: feed })

  for (const taken of [
    client.createFeed({ body: feed }),
    client.updateFeed({ params: { id }, body: { name: 'All Events' } }),
  ]) {
    expect(await refusal(taken)).toMatchObject({ code: 'state-conflict' })
  }
  const renamed = await client.updateFeed({ params: { id }, body: { name: 'Carts, all' } })
  expect(renamed.name).toBe('Carts, all')
})

it('a stream takes 500 feeds beside the one that is built in, and no more', async () => {
  const body = { account: 'acme', profile: 'many', max_requests_per_s: null }
  const { id: stream_id } = await client.createStream({ body })
  await database.pool.query(
    `insert into feeds (id, organization_id, stream_id, name, condition)
     select 'fed_' || lpad(n::text, 32, '0'), organization_id, id, 'n' || n, '{"all":[]}' from streams, generate_series(1, 499) n where id = $1`,
    [stream_id],
  )
  const make = (name: string) => client.createFeed({ body: { stream_id, name, condition: { all: [] } } }) // prettier-ignore
  const results = await Promise.allSettled([make('one'), make('other')])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await refusal(make('third'))).toMatchObject({ code: 'state-conflict', detail: 'The stream has 500 feeds already, and takes no more.' }) // prettier-ignore
})
