import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from './postgres.ts'

let one: TestDatabase
let other: TestDatabase
beforeAll(async () => {
  // At once, as test files do.
  ;[one, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
})
afterAll(() => Promise.all([one.drop(), other.drop()]))

it('gives every test file a migrated database of its own', async () => {
  await one.pool.query('create table mine (id integer)')

  const { rows } = await other.pool.query<{ mine: string | null; migrations: string | null }>(
    `select to_regclass('mine')::text as mine, to_regclass('schema_migrations')::text as migrations`,
  )

  expect(rows).toEqual([{ mine: null, migrations: 'schema_migrations' }])
})

it('drops the database, although connections to it are open', async () => {
  const third = await createTestDatabase()
  const name = new URL(third.url).pathname.slice(1)

  await third.drop()

  const { rowCount } = await one.pool.query('select 1 from pg_database where datname = $1', [name])
  expect(rowCount).toBe(0)
})
