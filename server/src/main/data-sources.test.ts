import { noSource, type Client, type NewDataSource } from '@outcrop/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  dataSourceRoutes,
  forgetUnknown,
  noteUnknown,
} from '../features/data-sources/data-sources.ts'
import { appendEvents, makePartitions, newEvent } from '../features/events/events.ts'
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
    (scope) => traceRoutes(scope, { db: pool, now: clock }),
  ]))
  streamId = await newStream(ours)
})
afterAll(() => close())

let count = 0
const create = (more: Partial<NewDataSource> = {}, client = ours) =>
  client.createDataSource({ body: { stream_id: streamId, name: `Shop ${(count += 1)}`, ...more } })

const unknownKeys = async (client = ours) =>
  (await client.listUnknownSources({ query: { stream_id: streamId } })).items.map(({ key }) => key)

describe('a data source', () => {
  it('gets a key of its own, is listed, changed in part and deleted', async () => {
    const made = await create({ name: 'Web shop', platform: 'web' })
    expect(made).toMatchObject({ name: 'Web shop', platform: 'web', description: '', events_24h: 0, last_event_at: null }) // prettier-ignore
    expect(made.key).toMatch(/^[0-9a-z]{12}$/)
    expect((await create()).key).not.toBe(made.key)
    const params = { id: made.id }
    expect(await ours.getDataSource({ params })).toEqual(made)
    expect((await ours.listDataSources({ query: { stream_id: streamId } })).items).toContainEqual(made) // prettier-ignore

    const described = await ours.updateDataSource({ params, body: { description: 'New site' } })
    expect(described).toEqual({ ...made, description: 'New site' })
    expect(await ours.deleteDataSource({ params })).toBeNull()
    expect((await refusal(ours.getDataSource({ params }))).code).toBe('not-found')
  })

  it('has a name and a key of its own in its stream', async () => {
    const { name, key, id } = await create({ key: 'webshop' })
    const other = await create()
    const refusals = [
      create({ name }),
      create({ key }),
      ours.updateDataSource({ params: { id: other.id }, body: { name } }),
    ]
    expect((await Promise.all(refusals.map(refusal))).map(({ detail }) => detail)).toEqual([
      `This stream has a data source named "${name}" already.`,
      `The data source "${name}" has the key "webshop" already.`,
      `This stream has a data source named "${name}" already.`,
    ])
    expect((await ours.updateDataSource({ params: { id }, body: { name } })).name).toBe(name)
    expect((await create({ key, stream_id: await newStream(ours) })).key).toBe('webshop')
  })

  it('keeps its key, and takes none that cannot be sent', async () => {
    const { id } = await create()
    const other: object = { key: 'other' }
    expect((await refusal(ours.updateDataSource({ params: { id }, body: other }))).code).toBe('invalid-input') // prettier-ignore
    for (const key of ['', 'a\nb', 'x'.repeat(101), 'a\0']) {
      expect(await refusal(create({ key }))).toMatchObject({ code: 'invalid-input', detail: expect.stringContaining('key') }) // prettier-ignore
    }
  })

  it('of 500 is the last that a stream takes', async () => {
    const stream_id = await newStream(ours)
    await database.pool.query(
      `insert into data_sources (id, organization_id, stream_id, name, description, platform, key, created_at, updated_at)
       select 'src_' || lpad(n::text, 32, '0'), $1, $2, 'n' || n, '', 'other', 'k' || n, now(), now() from generate_series(1, 499) n`,
      [organizationId, stream_id],
    )
    const both = await Promise.allSettled([create({ stream_id }), create({ stream_id })])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await refusal(create({ stream_id }))).detail).toContain('500')
  })
})

describe('how much a data source sends', () => {
  it('is told for a day, a week and a month, with its last event, and forgotten with it', async () => {
    const { id } = await create()
    const at = [0, 0.1, 23, 24, 167, 168, 719, 720, 2000]
    await addVolumes(database.pool, at.map((ago) => ({ streamId, subject: id, at: hours(ago) }))) // prettier-ignore
    await addVolumes(database.pool, [{ streamId, subject: id, at: hours(0.2) }])
    const params = { id }
    expect(await ours.getDataSource({ params })).toMatchObject({
      events_24h: 4,
      events_7d: 6,
      events_30d: 8,
      last_event_at: now.toISOString(),
    })
    await ours.deleteDataSource({ params })
    const { rows } = await database.pool.query('select from event_volumes where subject = $1', [id])
    expect(rows).toEqual([])
  })

  it('is told by the hour or by the day, without gaps', async () => {
    const { id } = await create()
    await addVolumes(database.pool, [0, 1, 1, 30].map((ago) => ({ streamId, subject: id, at: hours(ago) }))) // prettier-ignore
    const params = { id }
    const day = await ours.getDataSourceVolume({ params, query: { hours: 24 } })
    expect(day.step).toBe('hour')
    expect(day.items).toHaveLength(24)
    expect(day.items.slice(-3)).toEqual([
      { at: '2026-11-24T13:00:00.000Z', events: 0 },
      { at: '2026-11-24T14:00:00.000Z', events: 2 },
      { at: '2026-11-24T15:00:00.000Z', events: 1 },
    ])
    const week = await ours.getDataSourceVolume({ params, query: { hours: 168 } })
    expect(week).toMatchObject({ step: 'day' })
    expect(week.items.map(({ at, events }) => [at.slice(0, 10), events])).toEqual([
      ['2026-11-18', 0],
      ['2026-11-19', 0],
      ['2026-11-20', 0],
      ['2026-11-21', 0],
      ['2026-11-22', 0],
      ['2026-11-23', 1],
      ['2026-11-24', 3],
    ])
  })
})

describe('events that name no data source', () => {
  it('are told of each stream that has one', async () => {
    const [one, two] = [await newStream(ours), await newStream(ours)]
    const at = [{ streamId: one, ago: 1 }, { streamId: one, ago: 30 }, { streamId: two, ago: 1 }] // prettier-ignore
    await addVolumes(database.pool, at.map(({ streamId, ago }) => ({ streamId, subject: noSource, at: hours(ago) }))) // prettier-ignore
    const told = async (client: Client, stream_id?: string) =>
      (await client.listUnsourcedEvents({ query: { stream_id } })).items
    expect(await told(ours, one)).toEqual([])
    await create({ stream_id: one })
    const events = { stream_id: one, events_24h: 1, events_7d: 2, events_30d: 2, last_event_at: hours(1).toISOString() } // prettier-ignore
    expect(await told(ours, one)).toEqual([events])
    expect(await told(ours)).toContainEqual(events)
    expect((await told(ours)).map(({ stream_id }) => stream_id)).not.toContain(two)
    expect(await told(theirs)).toEqual([])
  })
})

describe('an unknown key', () => {
  const note = (key: string, at = now) => noteUnknown(database.pool, [{ streamId, key, at }])

  it('is listed until a data source has it', async () => {
    await note('kiosk', hours(2))
    await note('kiosk', hours(1))
    await note('till')
    const { items } = await ours.listUnknownSources({ query: {} })
    expect(items).toEqual([
      { stream_id: streamId, key: 'till', events: 1, first_event_at: now.toISOString(), last_event_at: now.toISOString() }, // prettier-ignore
      { stream_id: streamId, key: 'kiosk', events: 2, first_event_at: hours(2).toISOString(), last_event_at: hours(1).toISOString() }, // prettier-ignore
    ])
    await create({ key: 'kiosk' })
    expect(await unknownKeys()).toEqual(['till'])
    // A processor that does not know the new source yet.
    await note('kiosk')
    expect(await unknownKeys()).toEqual(['till'])
  })

  it('is forgotten when nothing has carried it for 30 days', async () => {
    await note('silent', hours(721))
    await note('quiet', hours(719))
    await forgetUnknown(database.pool, now)
    expect(await unknownKeys()).toEqual(expect.arrayContaining(['quiet']))
    expect(await unknownKeys()).not.toContain('silent')
  })
})

describe('an event', () => {
  it('tells its data source, and when there is none of its key', async () => {
    await makePartitions(database.pool, now)
    const stream_id = await newStream(ours)
    const { id, name } = await create({ key: 'app', stream_id })
    await create({ key: 'elsewhere' })
    const events = ['app', 'elsewhere', null].map(
      (key) =>
      newEvent({ organizationId, streamId: stream_id, name: 'view', visitorId: null, traceId: null, payload: JSON.stringify({ tealium_datasource: key }), cause: null }), // prettier-ignore
    )
    await appendEvents(database.pool, events)
    const { items } = await ours.listEvents({ query: { stream_id } })
    expect(items.map(({ source }) => source).toReversed()).toEqual([
      { key: 'app', id, name },
      { key: 'elsewhere', id: null, name: null },
      undefined,
    ])
    expect((await ours.getEvent({ params: { id: events[0]?.id ?? '' } })).source).toEqual({ key: 'app', id, name }) // prettier-ignore
  })
})

describe('strangers', () => {
  it('find none of it', async () => {
    const { id } = await create()
    await noteUnknown(database.pool, [{ streamId, key: 'ours', at: now }])
    const params = { id }
    const attempts = [
      theirs.getDataSource({ params }),
      theirs.updateDataSource({ params, body: { name: 'Theirs' } }),
      theirs.deleteDataSource({ params }),
      theirs.getDataSourceVolume({ params, query: {} }),
      create({}, theirs),
    ]
    const codes = (await Promise.all(attempts.map(refusal))).map(({ code }) => code)
    expect(codes).toEqual(attempts.map(() => 'not-found'))
    expect((await theirs.listDataSources({ query: {} })).items).toEqual([])
    expect(await unknownKeys(theirs)).toEqual([])
  })
})
