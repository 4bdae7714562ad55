import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { isConnectionError } from './connection-error.ts'
import type { Db } from './db.ts'
import { createPool, type Pool } from './pool.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const onError = vi.fn<(error: Error) => void>()
let pool: Pool | undefined
const open = (more: { statementTimeoutMs?: number } = {}) =>
  (pool = createPool(database.url, { max: 1, onError, ...more }))
afterEach(async () => {
  await pool?.end()
  pool = undefined
  onError.mockClear()
})

async function backendOf(db: Db): Promise<number> {
  const { rows } = await db.query<{ pid: number }>('select pg_backend_pid() as pid')
  return rows[0]?.pid ?? 0
}

const endBackend = (pid: number) => database.pool.query('select pg_terminate_backend($1)', [pid])

async function value(expression: string): Promise<unknown> {
  const { rows } = await open().query<{ value: unknown }>(`select ${expression} as value`)
  return rows[0]?.value
}

it.each([
  ['an int8 as a number', `9007199254740991::int8`, Number.MAX_SAFE_INTEGER],
  ['int8s as numbers', `array[1, null, -3]::int8[]`, [1, null, -3]],
  ['no int8 as nothing', `array[]::int8[]`, []],
  ['a count as a number', `count(*)`, 1],
  ['a numeric as text, because money is not rounded', `0.10::numeric`, '0.10'],
  ['a timestamptz as a Date', `'2026-02-03T04:05:06Z'::timestamptz`, new Date('2026-02-03T04:05:06Z')], // prettier-ignore
  ['json as what it means', `'{"a": [1, "b"]}'::json`, { a: [1, 'b'] }],
])('reads %s', async (_what, expression, expected) => {
  expect(await value(expression)).toEqual(expected)
})

it('refuses an int8 that a number cannot hold, and goes on', async () => {
  await expect(value('9007199254740993::int8')).rejects.toThrow(
    'The int8 value 9007199254740993 does not fit a number.',
  )
  expect(await pool?.query('select 1 as one')).toMatchObject({ rows: [{ one: 1 }] })
})

it('replaces an idle connection that broke, and reports it', async () => {
  const one = open()
  const first = await backendOf(one)

  await endBackend(first)

  await vi.waitFor(() => expect(onError).toHaveBeenCalled())
  expect(await backendOf(one)).not.toBe(first)
})

it('outlives a connection that breaks between two statements of its user', async () => {
  const client = await open().connect()
  await endBackend(await backendOf(client))
  // Time for the news to arrive while nothing is asked: an event without a listener ends a process.
  await sleep(100)

  const error: unknown = await client.query('select 1').catch((reason: unknown) => reason)

  expect(isConnectionError(error)).toBe(true)
  client.release()
  expect(await pool?.query('select 1 as one')).toMatchObject({ rows: [{ one: 1 }] })
})

it('ends a statement that takes longer than allowed', async () => {
  await expect(open({ statementTimeoutMs: 50 }).query('select pg_sleep(20)')).rejects.toThrow(
    'canceling statement due to statement timeout',
  )
})

it('fails a query, not the process, while the server is away', async () => {
  const away = createPool('postgres://nobody@localhost/none?host=/nowhere', { max: 1, onError })

  const error: unknown = await away.query('select 1').catch((reason: unknown) => reason)

  expect(isConnectionError(error)).toBe(true)
  await away.end()
})
