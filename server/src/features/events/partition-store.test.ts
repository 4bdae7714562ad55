import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { transaction } from '../../db/transaction.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { appendEvents, dropOldPartitions, makePartitions, newEvent } from './events.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const later = (days: number) => new Date(Date.now() + days * 86_400_000)
const event = () =>
  newEvent({
    organizationId: 'org_a',
    streamId: 'str_a',
    name: null,
    visitorId: null,
    traceId: null,
    payload: '{}',
    cause: null,
  })

describe('a new partition', () => {
  it('is not made behind a long query, so that collecting goes on', async () => {
    const { pool } = database
    await makePartitions(pool, new Date())

    await transaction(pool, async (db) => {
      await db.query('select count(*) from events')
      const making = makePartitions(pool, later(10)).catch((error: unknown) => String(error))
      await appendEvents(pool, [event()])
      expect(await making).toContain('lock timeout')
    })

    await makePartitions(pool, later(10))
  })
})

describe('what is older than the retention', () => {
  it('is forgotten, however much of it there is', async () => {
    const { pool } = database
    await pool.query(
      `insert into intake_keys (stream_id, key, received_at)
       select 's', i::text, now() - case when i = 1 then interval '1 day' else interval '9 days' end from generate_series(1, 11000) i`,
    )
    await pool.query(`insert into event_notes (event_id, at, lines) values ('old', now() - interval '9 days', '[]'), ('new', now(), '[]')`) // prettier-ignore

    await pool.query(`insert into visitor_starts (stream_id, visitor_id, subject_id, starts, forget_at)
      values ('s', 'long ago', 'a', '{}', now() - interval '9 days'), ('s', 'ever', 'a', '{}', null)`)

    await dropOldPartitions(pool, new Date(), 7)

    const { rows } = await pool.query('select key as kept from intake_keys union all select event_id from event_notes union all select visitor_id from visitor_starts') // prettier-ignore
    expect(rows).toEqual([{ kept: '1' }, { kept: 'new' }, { kept: 'ever' }])
  })

  it('is dropped when it is processed, and kept when it is not', async () => {
    const { pool } = database
    await makePartitions(pool, new Date())
    await appendEvents(pool, [event()])

    expect(await dropOldPartitions(pool, later(9), 7)).toHaveLength(2)
    await pool.query(`update shards set xid = pg_current_xact_id(), event_id = 'x'`)
    expect(await dropOldPartitions(pool, later(9), 7)).toHaveLength(1)
  })

  it('is deleted where its day has no partition, when it is processed', async () => {
    const { pool } = database
    await appendEvents(pool, [event(), event()])
    const kept = async () => (await pool.query('select from events_default')).rowCount

    await dropOldPartitions(pool, later(9), 7)
    expect(await kept()).toBe(2)
    await pool.query(`update shards set xid = pg_current_xact_id(), event_id = 'x'`)
    await dropOldPartitions(pool, later(6), 7)
    expect(await kept()).toBe(2)
    await dropOldPartitions(pool, later(9), 7)
    expect(await kept()).toBe(0)
  })

  it.each([
    { most: undefined, where: 'moves out of its day, which is dropped', days: 3 },
    { most: 1, where: 'stays with its day where it is much', days: 2 },
  ])('and is waited for $where, until nothing waits any more', async ({ most, days }) => {
    const { pool } = database
    await makePartitions(pool, new Date())
    const events = [event(), event(), event(), event(), event()]
    await appendEvents(pool, events)
    await pool.query(`update shards set xid = pg_current_xact_id(), event_id = 'x'`)
    const [forStart = '', forRun = '', ofEnded = '', held = ''] = events.map(({ id }) => id)
    await waitingStart(forStart)
    await run(forRun, 'queued')
    await run(ofEnded, 'succeeded')
    await hold(held)
    const kept = async () => (await pool.query<{ id: string }>('select id from events order by id')).rows.map(({ id }) => id) // prettier-ignore

    expect(await dropOldPartitions(pool, later(9), 7, most)).toHaveLength(days)
    expect(await kept()).toEqual([forStart, forRun, held].toSorted())

    await pool.query(`update delays set state = 'dropped'`)
    await pool.query('delete from held_events')
    await dropOldPartitions(pool, later(9), 7, most)
    expect(await kept()).toEqual([forRun])
    await pool.query(`update runs set state = 'failed'`)
    await dropOldPartitions(pool, later(9), 7, most)
    expect(await kept()).toEqual([])
  })
})

const waitingStart = (eventId: string) =>
  database.pool.query(
    `with organization as (
       insert into organizations (id, name) values ('org_a', 'A') returning id
     ), automation as (
       insert into automations (id, organization_id, name, draft) select 'aut_a', id, 'Remind', '{}' from organization returning id
     ), version as (
       insert into automation_versions (id, automation_id, number, definition) select 'ver_a', id, 1, '{}' from automation
     )
     insert into delays (id, organization_id, automation_id, stream_id, shard, event_id, event_at, depth, causes, created_at, due_at)
     select 'dly_a', 'org_a', automation.id, e.stream_id, e.shard, e.id, e.received_at, 0, '{}', now(), now()
     from events e, automation where e.id = $1`,
    [eventId],
  )

const run = (eventId: string, state: string) =>
  database.pool.query(
    `insert into runs (id, organization_id, automation_id, version_id, lane, deadline_s, trigger_type, stream_id, event_id, event_at, state, depth, causes, created_at)
     select 'run_' || id, organization_id, 'aut_a', 'ver_a', 'lane', 60, 'event', stream_id, id, received_at, $2, 0, '{}', now()
     from events where id = $1`,
    [eventId, state],
  )

const hold = (eventId: string) =>
  database.pool.query(
    `insert into held_events (event_id, organization_id, stream_id, shard, visitor_id, event_at, reason, held_at, not_before)
     select id, organization_id, stream_id, shard, visitor_id, received_at, 'broken', now(), now() from events where id = $1`,
    [eventId],
  )
