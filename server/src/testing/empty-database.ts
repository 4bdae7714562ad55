import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { createPool } from '../db/pool.ts'
import { databaseUrl } from './database-url.ts'
import type { TestDatabase } from './postgres.ts'
import { withAdmin } from './with-admin.ts'

/** A database of its own without any table, for tests of how a schema comes to be. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const server = inject('databaseUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await withAdmin(server, (db) => db.query(`create database ${name} template template0`))
  const url = databaseUrl(server, name)
  const pool = createPool(url, { max: 5, onError: () => undefined })
  return {
    url,
    pool,
    drop: async () => {
      await pool.end()
      await withAdmin(server, (db) => db.query(`drop database ${name} with (force)`))
    },
  }
}
