import type { Client } from '@outcrop/contract'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { settleHolds } from '../features/budgets/budgets.ts'
import { addCalls, addUsage, usageRoutes, type CallEntry } from '../features/usage/usage.ts'
import { transaction } from '../db/transaction.ts'
import { injectClient } from '../http/testing/inject-client.ts'
import { ownerOf } from '../http/testing/owner-of.ts'
import { refusal } from '../http/testing/refusal.ts'
import { testServer } from '../http/testing/test-server.ts'
import { newId } from '../kernel/id.ts'
import { createTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { composeSpending } from './compose-spending.ts'
import { createSpendingMetrics } from './spending-metrics.ts'
import { Problem } from '../kernel/problem.ts'

const at = new Date('2026-11-24T15:30:00.000Z')
let time = at
let database: TestDatabase
let client: Client
let stranger: Client
let organizationId: string
const providerId = newId('provider')
const automationId = newId('automation')
const serviceId = newId('service')
const knownService = {
  providerId,
  model: 'amazon.nova-lite-v1:0',
  inference: {},
  guardrail: null,
  price: null,
}

const priceOf = async (named: string) =>
  (await spending.prices.pricing(organizationId, providerId, named)).price
let spending: ReturnType<typeof composeSpending>
let open: (organizationId: string) => Client
let close: () => Promise<void>

beforeAll(async () => {
  database = await createTestDatabase()
  spending = composeSpending({
    pool: database.pool,
    now: () => time,
    bedrock: {
      modelBehind: (_, arn) =>
        Promise.resolve(arn.endsWith('nova') ? 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0' : null), // prettier-ignore
    },
    providers: {
      connection: () =>
        Promise.resolve({ providerId, revision: 1, region: 'us-east-1', endpoint: null, credentials: { type: 'emulator' } }), // prettier-ignore
      states: () =>
        Promise.resolve(
          new Map([
            [providerId, { name: 'AWS', state: 'ready', region: 'us-east-1', account: null }],
          ]),
        ),
    },
    metrics: createSpendingMetrics([new Registry()]),
    services: { find: (_, id) => (id === serviceId ? knownService : undefined) },
    automations: {
      get: (_, id) => Promise.reject(new Problem('not-found', `There is no automation ${id}.`)),
    },
  })
  const { app } = await testServer(
    {
      features: [
        spending.prices.routes,
        spending.budgets.routes,
        (scope) => usageRoutes(scope, { db: database.pool, now: () => time }),
      ],
    },
    ownerOf,
  )
  open = (apiKey) => injectClient(app, { apiKey })
  close = () => app.close()
})
beforeEach(async () => {
  time = at
  organizationId = newId('organization')
  const strangers = newId('organization')
  await database.pool.query(
    'insert into organizations (id, name) select id, id from unnest($1::text[]) id',
    [[organizationId, strangers]],
  )
  client = open(organizationId)
  stranger = open(strangers)
})
afterAll(async () => {
  await close()
  await database.drop()
})

const call = (parts: Partial<CallEntry> = {}): CallEntry => ({
  organizationId,
  at,
  automationId,
  providerId,
  model: 'amazon.nova-micro-v1:0',
  agentId: '',
  serviceId: '',
  failed: false,
  cached: false,
  inputTokens: 100,
  outputTokens: 10,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  costUsd: '0.25',
  ...parts,
})

describe('a price', () => {
  const nova = { model: 'amazon.nova-micro-v1:0', input_usd_per_million: '1', output_usd_per_million: '2.5' } // prettier-ignore
  const listed = async (one = client) =>
    (await one.listPrices()).items.filter(({ model }) => model === nova.model)

  it('of the list stands until the organization sets its own, and comes back when that is deleted', async () => {
    expect(await listed()).toMatchObject([{ id: null, source: 'list', input_usd_per_million: '0.035', cache_read_usd_per_million: '0.00875' }]) // prettier-ignore
    expect(await priceOf('us.amazon.nova-micro-v1:0')).toMatchObject({ input: 0.035 }) // prettier-ignore

    const set = await client.setPrice({ body: nova })
    expect(await listed()).toMatchObject([{ ...nova, id: set.id, source: 'organization' }])
    expect(await listed(stranger)).toMatchObject([{ source: 'list' }])
    expect(await priceOf('us.amazon.nova-micro-v1:0')).toEqual({ input: 1, output: 2.5 }) // prettier-ignore

    const again = await client.setPrice({ body: { ...nova, cache_read_usd_per_million: '0.5' } })
    expect(again).toMatchObject({ id: set.id, cache_read_usd_per_million: '0.5' })
    expect(await refusal(stranger.deletePrice({ params: { id: set.id } }))).toMatchObject({ status: 404 }) // prettier-ignore
    await client.deletePrice({ params: { id: set.id } })
    expect(await listed()).toMatchObject([{ source: 'list' }])
  })

  it('can be set for the ARN of an application profile alone', async () => {
    const arn = 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/ab12cd34ef56'
    expect(await priceOf(arn)).toBeNull()
    await client.setPrice({ body: { ...nova, model: arn } })
    expect(await priceOf(arn)).toEqual({ input: 1, output: 2.5 })
  })

  it('of an application profile is that of the model behind it, unless AWS does not tell', async () => {
    const arn = (id: string) => `arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/${id}` // prettier-ignore
    expect(await spending.prices.pricing(organizationId, providerId, arn('ournova'))).toMatchObject({ model: 'amazon.nova-micro-v1:0', price: { input: 0.035 } }) // prettier-ignore
    expect(await spending.prices.pricing(organizationId, providerId, arn('secret'))).toEqual({ model: arn('secret'), price: null }) // prettier-ignore
  })

  it.each(['-1', '1e3', '', '0.1234567'])('cannot be "%s"', async (price) => {
    const body = { ...nova, input_usd_per_million: price }
    expect(await refusal(client.setPrice({ body }))).toMatchObject({ code: 'invalid-input' })
  })
})

describe('usage', () => {
  it('is summed up by what is asked for, in the time that is asked for', async () => {
    await addCalls(database.pool, [
      call(),
      call({ model: 'unheard.of', costUsd: null }),
      call({ model: 'a-flow', costUsd: null, inputTokens: null, outputTokens: null }),
      call({ failed: true, inputTokens: null, outputTokens: null, costUsd: null }),
      call({ cached: true, inputTokens: null, outputTokens: null, costUsd: '0' }),
      call({ at: new Date('2026-11-23T01:00:00.000Z'), cacheReadTokens: 7, cacheWriteTokens: 3 }),
    ])
    await addCalls(database.pool, [call({ costUsd: '0.000000001' })])
    const span = { from: '2026-11-23T00:00:00.000Z', to: '2026-11-25T00:00:00.000Z' }

    const { groups, totals } = await client.getUsage({ query: { ...span, group_by: 'model' } })
    expect(totals).toMatchObject({ calls: 6, tokens: { input: 400, output: 40 }, cost_usd: '0.500000001' }) // prettier-ignore
    expect(groups).toEqual([
      {
        key: 'amazon.nova-micro-v1:0',
        name: 'amazon.nova-micro-v1:0',
        calls: 4,
        failures: 1,
        cached: 1,
        tokens: { input: 300, output: 30, cache_read: 7, cache_write: 3 },
        cost_usd: '0.500000001',
        unpriced: 0,
        uncounted: 0,
      },
      expect.objectContaining({
        key: 'a-flow',
        tokens: { input: null, output: null, cache_read: 0, cache_write: 0 },
        uncounted: 1,
      }),
      expect.objectContaining({ key: 'unheard.of', calls: 1, cost_usd: null, unpriced: 1, uncounted: 0 }), // prettier-ignore
    ])
    const by = async (group_by: 'day' | 'provider' | 'agent' | 'hour') =>
      (await client.getUsage({ query: { ...span, group_by } })).groups?.map(({ key, calls }) => [key, calls]) // prettier-ignore
    expect(await by('day')).toEqual([['2026-11-23', 1], ['2026-11-24', 5]]) // prettier-ignore
    expect(await by('hour')).toEqual([['2026-11-23T01:00:00.000Z', 1], ['2026-11-24T15:00:00.000Z', 5]]) // prettier-ignore
    expect(await by('provider')).toEqual([[providerId, 6]])
    expect(await by('agent')).toEqual([['', 6]])
    const late = { from: '2026-11-24T00:00:00.000Z', group_by: 'day' } as const
    expect((await client.getUsage({ query: late })).groups).toHaveLength(1)
    expect((await stranger.getUsage({ query: { ...span, group_by: 'model' } })).groups).toEqual([])
    expect((await client.getUsage({ query: {} })).groups).toBeUndefined()
  })

  it('belongs to the hour of UTC, wherever the database keeps its clocks', async () => {
    await transaction(database.pool, async (db) => {
      await db.query(`set local timezone to 'Asia/Kolkata'`)
      const nothing = { runs: 0, failures: 0 } // prettier-ignore
      await addUsage(db, [{ organizationId, subjectId: newId('stream'), at, events: 3, ...nothing }]) // prettier-ignore
    })
    const { hours, totals } = await client.getUsage({ query: { hours: 1 } })
    expect(hours).toMatchObject([{ hour: '2026-11-24T15:00:00.000Z', events: 3 }])
    expect(totals.events).toBe(3)
  })

  it('of a span that ends before it begins is refused', async () => {
    const query = { from: '2026-11-25T00:00:00.000Z', to: '2026-11-24T00:00:00.000Z' }
    expect(await refusal(client.getUsage({ query }))).toMatchObject({ code: 'invalid-input' })
  })
})

describe('a budget', () => {
  const body = {
    name: 'All of it',
    scope: { type: 'organization' },
    period: 'month',
    amount_usd: '10',
  } as const

  it('is made, shown, changed and deleted, and is nobody else’s', async () => {
    const made = await client.createBudget({ body })
    expect(made).toMatchObject({
      ...body,
      fallback_price: null,
      current: {
        starts_at: '2026-11-01T00:00:00.000Z',
        ends_at: '2026-12-01T00:00:00.000Z',
        spent_usd: '0',
        reserved_usd: '0',
        used_ratio: 0,
        state: 'ok',
        warned_at: null,
        refused_at: null,
      },
    })
    const params = { id: made.id }
    const changed = await client.updateBudget({ params, body: { amount_usd: '12.50', fallback_price: { input_usd_per_million: '3', output_usd_per_million: '15' } } }) // prettier-ignore
    expect(changed).toMatchObject({ name: 'All of it', amount_usd: '12.50', fallback_price: { input_usd_per_million: '3' } }) // prettier-ignore
    expect(await client.updateBudget({ params, body: { fallback_price: null } })).toMatchObject({ amount_usd: '12.50', fallback_price: null }) // prettier-ignore
    const refused = [
      () => stranger.getBudget({ params }),
      () => stranger.updateBudget({ params, body: { amount_usd: '1' } }),
      () => stranger.deleteBudget({ params }),
    ]
    for (const ask of refused) expect(await refusal(ask())).toMatchObject({ status: 404 })
    expect((await stranger.listBudgets({ query: {} })).items).toEqual([])
    expect((await client.listBudgets({ query: {} })).items).toHaveLength(1)
    await client.deleteBudget({ params })
    expect((await client.listBudgets({ query: {} })).items).toEqual([])
  })

  it('needs a name of its own, and something to count', async () => {
    await client.createBudget({ body })
    expect(await refusal(client.createBudget({ body }))).toMatchObject({ code: 'state-conflict' })
    const other = await client.createBudget({ body: { ...body, name: 'Other' } })
    const rename = client.updateBudget({ params: { id: other.id }, body: { name: body.name } })
    expect(await refusal(rename)).toMatchObject({ code: 'state-conflict' })
    const scope = { type: 'automation', id: automationId } as const
    const missing = client.createBudget({ body: { ...body, name: 'Missing', scope } })
    expect(await refusal(missing)).toMatchObject({ code: 'invalid-input' })
  })

  it('counts what was spent in its period before it was made', async () => {
    await addCalls(database.pool, [
      call({ costUsd: '8' }),
      call({ costUsd: '4', at: new Date('2026-11-03T00:00:00.000Z'), providerId: newId('provider') }), // prettier-ignore
      call({ costUsd: '100', at: new Date('2026-10-31T23:59:59.000Z') }),
    ])
    const spentBy = async (parts: object) =>
      (await client.createBudget({ body: { ...body, ...parts } })).current
    expect(await spentBy({ name: 'a' })).toMatchObject({ spent_usd: '12', state: 'exceeded' })
    expect(await spentBy({ name: 'b', period: 'day' })).toMatchObject({ spent_usd: '8', used_ratio: 0.8, state: 'warning', warned_at: at.toISOString() }) // prettier-ignore
    expect(await spentBy({ name: 'c', scope: { type: 'provider', id: providerId } })).toMatchObject({ spent_usd: '8' }) // prettier-ignore
  })

  it('says when it has passed four fifths, and once more after it was raised', async () => {
    const warned = async () => (await client.listBudgets({ query: {} })).items[0]?.current.warned_at
    const { id } = await client.createBudget({ body })
    const spend = async (costUsd: string) => {
      const hold = { attemptId: newId('attempt'), budgetId: id, startsOn: '2026-11-01', amountUsd: '0', costUsd } // prettier-ignore
      return (await settleHolds(database.pool, [hold])).length
    }
    expect([await spend('7.9'), await warned()]).toEqual([0, null])
    expect([await spend('0.1'), await warned()]).toEqual([1, expect.any(String)])
    await client.updateBudget({ params: { id }, body: { name: 'Renamed' } })
    expect([await spend('0.1'), await warned()]).toEqual([0, expect.any(String)])

    await client.updateBudget({ params: { id }, body: { amount_usd: '20' } })
    expect(await warned()).toBeNull()
    expect([await spend('7.9'), await warned()]).toEqual([1, expect.any(String)])
    await client.updateBudget({ params: { id }, body: { amount_usd: '19' } })
    expect(await warned()).toEqual(expect.any(String))
  })
})
