import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { textArray } from './text-array.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

it.each([
  [[]],
  [['']],
  [['a', '', 'null', 'NULL']],
  [['{"quoted":"\\"\\\\ and, {braces}"}', 'line\nbreak', 'ünï¢ode 🛒', "it's"]],
  [Array.from({ length: 2000 }, (_, index) => 'é'.repeat(index % 50))],
])('comes out of PostgreSQL as it went in', async (texts) => {
  const { rows } = await database.pool.query<{ texts: string[] }>('select $1::text[] as texts', [textArray(texts)]) // prettier-ignore
  expect(rows).toEqual([{ texts }])
})
