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
})
