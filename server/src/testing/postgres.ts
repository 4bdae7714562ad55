import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { createPool, type Pool } from '../db/pool.ts'
import { databaseUrl } from './database-url.ts'
import { withAdmin } from './with-admin.ts'

export interface TestDatabase {
  readonly url: string
  readonly pool: Pool
  /** Closes the pool and drops the database. */
  drop(): Promise<void>
}

/** A migrated database of its own, on the real PostgreSQL of the test run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('databaseUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await withAdmin(server, (db) =>
    db.query(`create database ${name} template ${inject('templateDatabase')}`),
  )
  const url = databaseUrl(server, name)
  const pool = createPool(url, { max: 10, onError: () => undefined })
  return {
    url,
    pool,
    drop: async () => {
      await pool.end()
      await withAdmin(server, (db) => db.query(`drop database ${name} with (force)`))
    },
  }
}
