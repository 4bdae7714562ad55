import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../kernel/id.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { insertStream } from '../streams/streams.ts'
import { afterEventsOf, appendEvents, makePartitions, newEvent, reachedBy, visitorEvents } from './events.ts' // prettier-ignore

let database: TestDatabase
let organizationId: string
let streamId: string
let ids: string[]

/** Of a hundred events, each tenth is of the rare visitor. */
beforeAll(async () => {
  database = await createTestDatabase()
  const { pool } = database
  await makePartitions(pool, new Date())
  organizationId = newId('organization')
  await pool.query('insert into organizations (id, name) values ($1, $1)', [organizationId])
  streamId = (await insertStream(pool, organizationId, { account: 'acme', profile: 'main', max_requests_per_s: null }))?.id ?? '' // prettier-ignore
  const events = Array.from({ length: 100 }, (_, index) =>
    newEvent({
      organizationId,
      streamId,
      name: 'view',
      visitorId: index % 10 === 0 ? 'rare' : `v${index}`,
      traceId: null,
      payload: JSON.stringify({ index }),
      cause: null,
    }),
  )
  await appendEvents(pool, events)
  ids = events.map(({ id }) => id)
})
afterAll(() => database.drop())

const now = () => afterEventsOf(new Date())

async function look(before: string, limit: number, mostLooked?: number, owner = organizationId) {
  const search = { streamId, visitorIds: ['rare'], before, limit, ...(mostLooked !== undefined && { mostLooked }) } // prettier-ignore
  const found = await visitorEvents(database.pool, owner, search)
  return { ...found, indexes: found.rows.map(({ payload }) => payload['index']) }
}

describe('the events of a visitor', () => {
  it('are read backwards, as many as are wanted', async () => {
    const first = await look(now(), 3)
    expect([first.indexes, first.last]).toEqual([[90, 80, 70], ids[70]])
    expect((await look(first.last ?? '', 3)).indexes).toEqual([60, 50, 40])
  })

  it('are looked for among so many events of the stream, and the end of the look is told', async () => {
    const first = await look(now(), 10, 25)
    expect([first.indexes, first.last]).toEqual([[90, 80], ids[75]])
    expect(reachedBy(first)?.getTime()).toBe(Number.parseInt((ids[75] ?? '').slice(4, 16), 16))
    const second = await look(first.last ?? '', 10, 25)
    expect([second.indexes, second.last]).toEqual([[70, 60, 50], ids[50]])
  })

  it('end where the log begins', async () => {
    const all = await look(now(), 50)
    expect([all.indexes.length, all.last, reachedBy(all)]).toEqual([10, null, null])
  })

  it('are nobody else’s', async () => {
    expect((await look(now(), 50, undefined, newId('organization'))).rows).toEqual([])
  })
})

it('an id of a time comes after every event of that time, and before later ones', () => {
  const [first = ''] = ids
  const time = Number.parseInt(first.slice(4, 16), 16)
  expect(afterEventsOf(new Date(time)) > first).toBe(true)
  expect(afterEventsOf(new Date(time - 1)) > first).toBe(false)
})
