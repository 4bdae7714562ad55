import type { Client, newSpecification } from '@outcrop/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { dataSourceRoutes } from '../features/data-sources/data-sources.ts'
import { appendEvents, makePartitions, newEvent } from '../features/events/events.ts'
import { specificationRoutes, verdictSubject } from '../features/specifications/specifications.ts'
import { streamRoutes } from '../features/streams/streams.ts'
import { traceRoutes } from '../features/trace/trace.ts'
import { addVolumes } from '../features/volumes/volumes.ts'
import { refusal } from '../http/testing/refusal.ts'
import { newStream, twoOrganizations } from '../http/testing/two-organizations.ts'
import type { TestDatabase } from '../testing/postgres.ts'

const now = new Date('2026-11-24T15:30:00.000Z')
const hours = (count: number) => new Date(now.getTime() - count * 3_600_000)

let database: TestDatabase
let organizationId: string
let ours: Client
let theirs: Client
let streamId: string
let close: () => Promise<void>

beforeAll(async () => {
  const clock = () => now
  ;({ database, organizationId, ours, theirs, close } = await twoOrganizations((pool) => [
    (scope) => streamRoutes(scope, { pool, furnish: () => Promise.resolve(), automationsOnFeed: () => Promise.resolve([]) }), // prettier-ignore
    (scope) => dataSourceRoutes(scope, { pool, now: clock }),
    (scope) => specificationRoutes(scope, { pool, now: clock }),
    (scope) => traceRoutes(scope, { db: pool, now: clock }),
  ]))
  await makePartitions(database.pool, new Date())
  streamId = await newStream(ours)
})
afterAll(() => close())

let count = 0
const create = (more: Partial<z.input<typeof newSpecification>> = {}, client = ours) =>
  client.createSpecification({ body: { stream_id: streamId, name: `event_${(count += 1)}`, ...more } }) // prettier-ignore

async function collect(name: string | null, payload: object, stream_id = streamId) {
  const event = newEvent({ organizationId, streamId: stream_id, name, visitorId: null, traceId: null, payload: JSON.stringify(payload), cause: null }) // prettier-ignore
  await appendEvents(database.pool, [event])
  return event.id
}

const none = { valid: 0, warn: 0, invalid: 0 }
const total = { name: 'order_total', type: 'number', required: true, description: '' } as const

describe('a specification', () => {
  it('is kept, listed, changed in part and deleted', async () => {
    const made = await create({ name: 'purchase', attributes: [{ name: 'order_total', type: 'number' }, { name: 'coupon' }] }) // prettier-ignore
    expect(made).toMatchObject({
      name: 'purchase',
      attributes: [total, { name: 'coupon', type: 'any', required: true }],
      allow_others: false,
      events_24h: none,
      last_event_at: null,
    })
    const params = { id: made.id }
    expect(await ours.getSpecification({ params })).toEqual(made)
    expect((await ours.listSpecifications({ query: { stream_id: streamId } })).items).toEqual([made]) // prettier-ignore
    const changed = await ours.updateSpecification({ params, body: { allow_others: true } })
    expect(changed).toEqual({ ...made, allow_others: true })
    expect(await ours.deleteSpecification({ params })).toBeNull()
    expect((await refusal(ours.getSpecification({ params }))).code).toBe('not-found')
  })

  it('is the only one of its event, and keeps its name', async () => {
    const { id, name } = await create()
    expect((await refusal(create({ name }))).detail).toBe(`This stream has a specification of "${name}" already.`) // prettier-ignore
    expect((await create({ name, stream_id: await newStream(ours) })).name).toBe(name)
    const renamed: object = { name: 'other' }
    expect((await refusal(ours.updateSpecification({ params: { id }, body: renamed }))).code).toBe('invalid-input') // prettier-ignore
  })

  it('lists no attribute twice, and says where', async () => {
    const attributes = [total, { name: 'coupon' }, total]
    const { id } = await create()
    const faulty = [
      create({ attributes }),
      ours.updateSpecification({ params: { id }, body: { attributes: [total, total] } }),
    ]
    expect((await Promise.all(faulty.map(refusal))).map(({ detail }) => detail)).toEqual([
      'attributes.2.name: "order_total" is listed twice.',
      'attributes.1.name: "order_total" is listed twice.',
    ])
  })

  it('of 500 is the last that a stream takes', async () => {
    const stream_id = await newStream(ours)
    await database.pool.query(
      `insert into specifications (id, organization_id, stream_id, name, description, attributes, allow_others, created_at, updated_at)
       select 'spc_' || lpad(n::text, 32, '0'), $1, $2, 'n' || n, '', '[]', false, now(), now() from generate_series(1, 499) n`,
      [organizationId, stream_id],
    )
    const both = await Promise.allSettled([create({ stream_id }), create({ stream_id })])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await refusal(create({ stream_id }))).detail).toContain('500')
  })

  it('tells how its events were judged, in all and over time, and forgets it when it goes', async () => {
    const { id } = await create()
    const subject = (verdict: 'valid' | 'warn' | 'invalid') => ({ streamId, subject: verdictSubject(id, verdict) }) // prettier-ignore
    await addVolumes(database.pool, [
      ...[0, 1, 30].map((ago) => ({ ...subject('valid'), at: hours(ago) })),
      ...[200, 900].map((ago) => ({ ...subject('warn'), at: hours(ago) })),
      { ...subject('invalid'), at: hours(-0.2) },
    ])
    const params = { id }
    expect(await ours.getSpecification({ params })).toMatchObject({
      events_24h: { valid: 2, warn: 0, invalid: 1 },
      events_7d: { valid: 3, warn: 0, invalid: 1 },
      events_30d: { valid: 3, warn: 1, invalid: 1 },
      last_event_at: hours(-0.2).toISOString(),
    })
    const { step, items } = await ours.getSpecificationVolume({ params, query: { hours: 2 } })
    expect([step, items]).toEqual([
      'hour',
      [
        { at: '2026-11-24T14:00:00.000Z', valid: 1, warn: 0, invalid: 0 },
        { at: '2026-11-24T15:00:00.000Z', valid: 1, warn: 0, invalid: 1 },
      ],
    ])
    await ours.deleteSpecification({ params })
    const { rows } = await database.pool.query('select from event_volumes')
    expect(rows).toEqual([])
  })
})

describe('an event', () => {
  it('is shown with what its specification says now', async () => {
    const stream_id = await newStream(ours)
    const good = await collect('purchase', { order_total: 1 }, stream_id)
    await collect('purchase', { order_total: 'much', colour: 'red' }, stream_id)
    await collect('view', {}, stream_id)
    await create({ name: 'view' })
    const { id } = await create({ name: 'purchase', attributes: [total], stream_id })
    const { items } = await ours.listEvents({ query: { stream_id } })
    expect(items.map(({ specification }) => specification).toReversed()).toEqual([
      { id, verdict: 'valid', findings: [] },
      {
        id,
        verdict: 'invalid',
        findings: [
          { attribute: 'order_total', fault: 'wrong_type', required: true, expected: 'number' },
          { attribute: 'colour', fault: 'not_listed', required: false },
        ],
      },
      undefined,
    ])
    await ours.updateSpecification({ params: { id }, body: { attributes: [] } })
    expect((await ours.getEvent({ params: { id: good } })).specification?.verdict).toBe('warn')
  })

  it('proposes a specification, with those of its name', async () => {
    const stream_id = await newStream(ours)
    await collect('purchase', { order_total: 1 }, stream_id)
    await collect('view', { page: 'x' }, stream_id)
    const id = await collect('purchase', { order_total: 2, coupon: 'X', tealium_event: 'purchase' }, stream_id) // prettier-ignore
    const proposal = await ours.proposeSpecification({ params: { id } })
    expect(proposal).toEqual({
      stream_id,
      name: 'purchase',
      description: '',
      attributes: [total, { name: 'coupon', type: 'string', required: false, description: '' }],
      allow_others: false,
    })
    const made = await ours.createSpecification({ body: proposal })
    expect((await ours.getEvent({ params: { id } })).specification).toEqual({ id: made.id, verdict: 'valid', findings: [] }) // prettier-ignore
  })

  it('without a name has none to propose', async () => {
    const id = await collect(null, { a: 1 })
    expect((await refusal(ours.proposeSpecification({ params: { id } }))).code).toBe('state-conflict') // prettier-ignore
  })
})

describe('the list of events', () => {
  it('can be asked for a verdict, a specification and a data source', async () => {
    const stream_id = await newStream(ours)
    const { id: specification_id } = await create({ name: 'purchase', attributes: [total], stream_id }) // prettier-ignore
    const { id: data_source_id } = await ours.createDataSource({ body: { stream_id, name: 'Shop', key: 'shop' } }) // prettier-ignore
    const good = await collect('purchase', { order_total: 1, tealium_datasource: 'shop' }, stream_id) // prettier-ignore
    const odd = await collect('purchase', { order_total: 1, colour: 'red' }, stream_id)
    const bad = await collect('purchase', { tealium_datasource: 'shop' }, stream_id)
    const view = await collect('view', { tealium_datasource: 'shop' }, stream_id)
    const found = async (query: Parameters<Client['listEvents']>[0]['query']) =>
      (await ours.listEvents({ query: { stream_id, ...query } })).items.map(({ id }) => id)

    expect(await found({ verdict: 'valid' })).toEqual([good])
    expect(await found({ verdict: 'warn' })).toEqual([odd])
    expect(await found({ verdict: 'invalid', specification_id })).toEqual([bad])
    expect(await found({ verdict: 'none' })).toEqual([view])
    expect(await found({ specification_id })).toEqual([bad, odd, good])
    expect(await found({ data_source_id })).toEqual([view, bad, good])
    expect(await found({ data_source_id: 'none' })).toEqual([odd])
    expect(await found({ data_source_id: 'none', verdict: 'valid' })).toEqual([])
    expect(await found({ data_source_id, specification_id, verdict: 'valid' })).toEqual([good])
    expect(await found({ specification_id, name: 'view' })).toEqual([])
    expect(await found({ specification_id, stream_id: await newStream(ours) })).toEqual([])
  })

  it('has pages, and looks no further than ten thousand events for one', async () => {
    const stream_id = await newStream(ours)
    await create({ name: 'purchase', stream_id })
    const first = await collect('purchase', {}, stream_id)
    const views = Array.from(
      { length: 10_500 },
      () =>
      newEvent({ organizationId, streamId: stream_id, name: 'view', visitorId: null, traceId: null, payload: '{}', cause: null }), // prettier-ignore
    )
    await appendEvents(database.pool, views)
    const last = [await collect('purchase', {}, stream_id), await collect('purchase', {}, stream_id)] // prettier-ignore
    const query = { stream_id, verdict: 'valid', limit: 1 } as const
    const pages: (readonly string[])[] = []
    let cursor: string | null | undefined
    while (cursor !== null) {
      const { items, next } = await ours.listEvents({ query: { ...query, cursor } })
      pages.push(items.map(({ id }) => id))
      cursor = next
    }
    expect(pages).toEqual([[last[1]], [last[0]], [first]])
    const all = await ours.listEvents({ query: { ...query, limit: 5 } })
    expect([all.items.length, all.next === null]).toEqual([2, false])
  })
})

describe('a feed', () => {
  const feed = (asks: object, client = ours) =>
    client.createFeed({ body: { stream_id: streamId, name: `Feed ${(count += 1)}`, condition: { all: [] }, ...asks } }) // prettier-ignore

  it('asks for a verdict, a specification or a data source, which stay as long as it does', async () => {
    const { id: specification_id } = await create()
    const { id: data_source_id } = await ours.createDataSource({ body: { stream_id: streamId, name: 'Till' } }) // prettier-ignore
    const made = await feed({ specification_id, data_source_id, verdicts: ['invalid'] })
    expect(made).toMatchObject({ specification_id, data_source_id, verdicts: ['invalid'] })
    const params = { id: made.id }
    const renamed = await ours.updateFeed({ params, body: { name: 'Broken orders' } })
    expect(renamed).toEqual({ ...made, name: 'Broken orders' })
    for (const refused of [
      ours.deleteSpecification({ params: { id: specification_id } }),
      ours.deleteDataSource({ params: { id: data_source_id } }),
    ])
      expect(await refusal(refused)).toMatchObject({ code: 'state-conflict', detail: expect.stringContaining('"Broken orders"') }) // prettier-ignore

    const changed = await ours.updateFeed({
      params,
      body: { specification_id: null, verdicts: [] },
    })
    expect(changed).toMatchObject({ specification_id: null, verdicts: [], data_source_id })
    expect(await ours.deleteSpecification({ params: { id: specification_id } })).toBeNull()
    await ours.deleteFeed({ params })
    expect(await ours.deleteDataSource({ params: { id: data_source_id } })).toBeNull()
  })

  it('asks for nothing of another stream, and for nothing that cannot be', async () => {
    const elsewhere = await create({ stream_id: await newStream(ours) })
    const { id: data_source_id } = await ours.createDataSource({ body: { stream_id: elsewhere.stream_id, name: 'Till' } }) // prettier-ignore
    const { id } = await create()
    const refusals = [
      feed({ specification_id: elsewhere.id }),
      feed({ data_source_id }),
      feed({ specification_id: id, verdicts: ['none'] }),
      feed({ verdicts: ['fine'] }),
    ]
    const problems = await Promise.all(refusals.map(refusal))
    expect(problems.map(({ code }) => code)).toEqual(['not-found', 'not-found', 'invalid-input', 'invalid-input']) // prettier-ignore
    expect(problems[0]?.detail).toContain(elsewhere.id)
    expect(problems[3]?.detail).toContain('verdicts')
  })
})

describe('strangers', () => {
  it('find none of it', async () => {
    const { id, name } = await create()
    const event = await collect(name, {})
    const theirStream = await newStream(theirs)
    const params = { id }
    const attempts = [
      theirs.getSpecification({ params }),
      theirs.updateSpecification({ params, body: { description: 'Theirs' } }),
      theirs.deleteSpecification({ params }),
      theirs.getSpecificationVolume({ params, query: {} }),
      theirs.proposeSpecification({ params: { id: event } }),
      theirs.listEvents({ query: { specification_id: id } }),
      theirs.createFeed({ body: { stream_id: theirStream, name: 'Ours', condition: { all: [] }, specification_id: id } }), // prettier-ignore
      create({}, theirs),
    ]
    const codes = (await Promise.all(attempts.map(refusal))).map(({ code }) => code)
    expect(codes).toEqual(attempts.map(() => 'not-found'))
    expect((await theirs.listSpecifications({ query: {} })).items).toEqual([])
  })
})
