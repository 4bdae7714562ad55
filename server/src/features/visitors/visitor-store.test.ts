import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { transaction } from '../../db/transaction.ts'
import { until } from '../../testing/until.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import type { VisitorState } from './state.ts'
import { findVisitor, lockVisitors, storeVisitors, VisitorMoved, type StoredVisitor } from './visitor-store.ts' // prettier-ignore

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(() => database.pool.query('delete from visitors'))

const streamId = 'str_a'
const organizationId = 'org_a'

const state = (events: number): VisitorState => ({
  createdAt: 1,
  lastEventAt: 1,
  lastEvent: { eventId: 'evt_1', eventAt: 1 },
  events,
  visits: 1,
  attributes: { quote: 'a "quoted" \\ line\n, {braces} 🛒' },
  visit: null,
  audiences: {},
  revision: '',
})

const visitor = (visitorId: string, events: number): StoredVisitor => ({
  streamId,
  visitorId,
  organizationId,
  shard: 1,
  dueAt: null,
  state: state(events),
})

const key = (visitorId: string) => ({ streamId, visitorId })
const eventsOf = async (visitorId: string) =>
  (await findVisitor(database.pool, organizationId, key(visitorId)))?.state.events

describe('visitors', () => {
  it('are stored as they are, whoever is new and whoever is known', async () => {
    await storeVisitors(database.pool, [visitor('known', 1)])

    await transaction(database.pool, async (db) => {
      const [known] = await lockVisitors(db, [key('known'), key('new')])
      expect(known?.state).toEqual(state(1))
      await storeVisitors(db, [
        visitor('new', 1),
        ...(known ? [{ ...known, state: state(2) }] : []),
      ])
    })

    expect(await eventsOf('known')).toBe(2)
    expect(await eventsOf('new')).toBe(1)
  })

  it('are found where somebody else has put them while they were waited for', async () => {
    await storeVisitors(database.pool, [visitor('v', 1), visitor('w', 1)])
    let isLocked = () => {}
    const locked = new Promise<void>((resolve) => (isLocked = resolve))

    const first = transaction(database.pool, async (db) => {
      const [v] = await lockVisitors(db, [key('v')])
      isLocked()
      await waitedFor()
      await storeVisitors(db, v ? [{ ...v, state: state(2) }] : [])
    })
    await locked
    const second = transaction(database.pool, async (db) => {
      const both = await lockVisitors(db, [key('v'), key('w')])
      await storeVisitors(db, both.map((one) => ({ ...one, state: state(one.state.events + 10) }))) // prettier-ignore
    })
    await Promise.all([first, second])

    expect(await eventsOf('v')).toBe(12)
    expect(await eventsOf('w')).toBe(11)
  })

  it('that were stitched into others meanwhile are done again', async () => {
    await storeVisitors(database.pool, [visitor('v', 1)])
    await database.pool.query(`update visitors set stitched_into = 'w' where id = 'v'`)

    await expect(storeVisitors(database.pool, [visitor('v', 2)])).rejects.toThrow(VisitorMoved)
  })
})

const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`

/** Resolves when another connection waits for a lock. */
const waitedFor = () =>
  until(async () => (await database.pool.query(waiting)).rows.length > 0 || undefined)
