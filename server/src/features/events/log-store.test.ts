import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { transaction } from '../../db/transaction.ts'
import { appendEvents, appendOnce, readLog, type PackedEvent, type Position } from './log-store.ts'
import { newEvent, type NewEvent } from './new-event.ts'
import { makePartitions } from './partition-store.ts'
import { shardCount } from './shard.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await makePartitions(database.pool, new Date())
})
afterAll(() => database.drop())

function anEvent(visitorId: string, payload: object = {}): NewEvent {
  return newEvent({
    organizationId: 'org_a',
    streamId: 'str_a',
    name: 'view',
    visitorId,
    traceId: null,
    payload: JSON.stringify(payload),
    cause: null,
  })
}

const fromStart = (): Position[] => Array.from({ length: shardCount }, () => ({ xid: '0', id: '' }))

async function readAll(positions: Position[]): Promise<PackedEvent[]> {
  const events = await readLog(database.pool, positions, 7)
  for (const { shard, xid, id } of events) positions[shard] = { xid, id }
  return events
}

/** Any open transaction of the server holds readers back, those of other test files included. */
async function allVisible(): Promise<void> {
  const visible = `select coalesce(max(xid) < pg_snapshot_xmin(pg_current_snapshot()), true) as all from events`
  for (;;) {
    const { rows } = await database.pool.query<{ all: boolean }>(visible)
    if (rows[0]?.all) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('the event log', () => {
  it('gives payloads back exactly as they were written', async () => {
    const payload = {
      text: 'a "quoted" \\ line\nwith ünï¢ode 🛒',
      list: [1, 2.5, null, { deep: true }],
    }
    const event = anEvent('exact', payload)

    await appendEvents(database.pool, [event])

    const { rows } = await database.pool.query<{ payload: unknown }>(
      'select payload from events where id = $1',
      [event.id],
    )
    expect(rows[0]?.payload).toEqual(payload)
  })

  it('skips no event and reads none twice while several collectors write', async () => {
    const written: string[] = []
    const positions = fromStart()
    const seen: PackedEvent[] = []
    let writing = true

    const collector = async (name: number) => {
      for (let batch = 0; batch < 40; batch += 1) {
        const events = Array.from({ length: 5 }, (_, index) => anEvent(`visitor-${name}-${index}`))
        await transaction(database.pool, async (db) => {
          await appendEvents(db, events)
          // Transactions stay open for different times, so they commit in another order than they began.
          await db.query('select pg_sleep($1)', [Math.random() * 0.01])
        })
        written.push(...events.map(({ id }) => id))
      }
    }
    const reader = async () => {
      while (writing) seen.push(...(await readAll(positions)))
    }
    const reading = reader()
    await Promise.all([1, 2, 3, 4].map(collector))
    writing = false
    await reading
    await allVisible()
    for (let more = await readAll(positions); more.length > 0; more = await readAll(positions))
      seen.push(...more)

    const ids = seen.map(({ id }) => id).filter((id) => written.includes(id))
    expect(ids.length).toBe(written.length)
    expect(new Set(ids).size).toBe(written.length)
  })

  it('keeps the order of one visitor', async () => {
    const positions = fromStart()
    await allVisible()
    for (let more = await readAll(positions); more.length > 0; more = await readAll(positions));
    const events = Array.from({ length: 30 }, () => anEvent('ordered'))
    for (let start = 0; start < 30; start += 10)
      await appendEvents(database.pool, events.slice(start, start + 10))
    await allVisible()

    const read: string[] = []
    for (let more = await readAll(positions); more.length > 0; more = await readAll(positions)) {
      read.push(...more.map(({ id }) => id))
    }

    expect(read).toEqual(events.map(({ id }) => id))
  })

  it('gives only the events of the shards that are asked for', async () => {
    const mine = anEvent('mine')
    const others = Array.from({ length: 20 }, (_, index) => anEvent(`other-${index}`)).filter(
      ({ shard }) => shard !== mine.shard,
    )
    await appendEvents(database.pool, [mine, ...others])
    const positions: (Position | undefined)[] = Array.from({ length: shardCount }, () => undefined)
    positions[mine.shard] = { xid: '0', id: '' }
    await allVisible()

    const events = await readLog(database.pool, positions, 1000)

    expect(events.map(({ id }) => id)).toContain(mine.id)
    expect(new Set(events.map(({ shard }) => shard))).toEqual(new Set([mine.shard]))
  })
})

describe('a repeated request', () => {
  it('stores nothing again, even when both come at the same time', async () => {
    const request = () => ({
      streamId: 'str_a',
      key: 'file:1',
      events: [anEvent('once'), anEvent('once')],
    })

    const results = await Promise.all(
      Array.from({ length: 5 }, () => appendOnce(database.pool, [request()])),
    )

    expect(results.filter((fresh) => fresh.has('str_a file:1'))).toHaveLength(1)
    const { rows } = await database.pool.query<{ count: number }>(
      `select count(*) from events where visitor_id = 'once'`,
    )
    expect(rows[0]?.count).toBe(2)
  })
})
