import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db, Prepared } from '../../db/db.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { hashOfKey, prefixOfKey } from './api-key.ts'
import { deleteKey, insertKey } from './api-key-store.ts'
import { createCallers } from './callers.ts'
import { createSessions } from './sessions.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await database.pool.query(`insert into organizations (id, name) values ('org_a', 'A')`)
})
afterAll(() => database.drop())

test('a key that is deleted while it is being looked up is not remembered', async () => {
  const { pool } = database
  const key = 'ock_looked-up-and-deleted'
  const row = { id: 'key_a', name: 'a', role: 'viewer', prefix: prefixOfKey(key) } as const
  await insertKey(pool, 'org_a', { ...row, sha256: hashOfKey(key) })
  let meanwhile = async () => {
    meanwhile = () => Promise.resolve()
    await deleteKey(pool, 'org_a', 'key_a')
    callers.forgetKeys()
  }
  const slow: Db = {
    query: async <Row>(text: string | Prepared, values?: readonly unknown[]) => {
      const result = await (typeof text === 'string' ? pool.query<Row>(text, values) : pool.query<Row>(text)) // prettier-ignore
      await meanwhile()
      return result
    },
  }
  const log = { error: () => undefined }
  const sessions = createSessions({ pool, secret: 'x'.repeat(32), publicUrl: 'http://localhost', log }) // prettier-ignore
  const callers = createCallers({ db: slow, sessions, now: () => new Date() })
  const ask = () => callers.authenticate({ authorization: `Bearer ${key}` })

  expect(await ask()).toMatchObject({ role: 'viewer' })
  expect(await ask()).toBeNull()
})
