import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makePartitions, newEvent } from '../events/events.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { createIntake } from './intake.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
  await makePartitions(database.pool, new Date())
})
afterEach(() => database.drop())

const request = (key: string | undefined) => ({
  key,
  notes: [],
  events: [
    newEvent({
      organizationId: 'org_a',
      streamId: 'str_a',
      name: 'view',
      visitorId: 'v',
      traceId: null,
      payload: '{}',
      cause: null,
    }),
  ],
})

describe('requests that are stored together', () => {
  it('are all refused or all stored, with a key or without', async () => {
    const { pool } = database
    await pool.query('alter table intake_keys rename to intake_keys_away')
    const intake = createIntake(pool, 100)

    const results = await Promise.allSettled(
      [request(undefined), request('k')].map((one) => intake.store(one)),
    )

    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    const { rows } = await pool.query<{ count: number }>('select count(*) as count from events')
    expect(rows[0]?.count).toBe(0)
  })
})
