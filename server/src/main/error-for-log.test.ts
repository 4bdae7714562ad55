import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createPool } from '../db/pool.ts'
import { createTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { errorForLog } from './error-for-log.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** What the log says of an error. */
function logged(error: unknown): Record<string, unknown> {
  const lines: string[] = []
  const log = pino({ serializers: { err: errorForLog } }, { write: (line) => lines.push(line) })
  log.warn({ err: error }, 'something broke')
  const entry = z.object({ err: z.record(z.string(), z.unknown()) })
  return entry.parse(JSON.parse(lines.join(''))).err
}

/** The error of an idle connection that the server has ended. */
async function brokenConnection(): Promise<Error> {
  return new Promise((resolve, reject) => {
    const pool = createPool(database.url, {
      max: 1,
      onError: (error) => void pool.end().then(() => resolve(error), reject),
    })
    pool
      .query<{ pid: number }>('select pg_backend_pid() as pid')
      .then(({ rows }) => database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]))
      .catch(reject)
  })
}

describe('the log', () => {
  it('says of a broken connection what happened, and nothing of the client', async () => {
    const error = await brokenConnection()
    expect(error).toHaveProperty('client')
    const told = {
      type: 'error',
      message: expect.stringContaining('terminating connection'),
      code: '57P01',
      severity: 'FATAL',
    }
    expect(logged(error)).toEqual(told)
    expect(logged(new AggregateError([error], 'Not everything was stopped.'))).toMatchObject({ errors: [told] }) // prettier-ignore
  })

  it('says everything of a defect', () => {
    expect(logged(new TypeError('no such thing'))).toMatchObject({ type: 'TypeError', stack: expect.stringContaining('error-for-log.test') }) // prettier-ignore
  })
})
