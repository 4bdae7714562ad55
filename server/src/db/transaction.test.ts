import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { isConnectionError } from './connection-error.ts'
import { createPool, type Pool } from './pool.ts'
import { transaction, type Db } from './transaction.ts'

let database: TestDatabase
/** One connection: whoever did not give it back keeps the next test waiting. */
let pool: Pool
beforeAll(async () => {
  database = await createTestDatabase()
  pool = createPool(database.url, { max: 1, onError: () => undefined })
  await pool.query('create table note (text text primary key)')
  await pool.query('create table page (note text references note deferrable initially deferred)')
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})
beforeEach(() => pool.query('truncate note, page'))

const write = (db: Db, text: string) => db.query('insert into note values ($1)', [text])

async function notes(): Promise<string[]> {
  const { rows } = await pool.query<{ text: string }>('select text from note order by text')
  return rows.map(({ text }) => text)
}

async function backend(db: Db): Promise<number> {
  const { rows } = await db.query<{ pid: number }>('select pg_backend_pid() as pid')
  return rows[0]?.pid ?? 0
}

it('keeps what the work did, and answers with its result', async () => {
  const result = await transaction(pool, async (db) => {
    await write(db, 'one')
    await write(db, 'two')
    return 'done'
  })

  expect(result).toBe('done')
  expect(await notes()).toEqual(['one', 'two'])
})

it('shows nobody a half of the work', async () => {
  await transaction(pool, async (db) => {
    await write(db, 'one')
    const { rowCount } = await database.pool.query('select 1 from note')
    expect(rowCount).toBe(0)
  })
})

it('keeps nothing when the work throws, and passes the reason on', async () => {
  const reason = new Error('no such customer')

  const work = transaction(pool, async (db) => {
    await write(db, 'one')
    throw reason
  })

  await expect(work).rejects.toBe(reason)
  expect(await notes()).toEqual([])
})

it('keeps nothing when a statement fails', async () => {
  const work = transaction(pool, async (db) => {
    await write(db, 'one')
    await write(db, 'one')
  })

  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect(await notes()).toEqual([])
})

it('fails when the commit fails', async () => {
  const work = transaction(pool, (db) => db.query(`insert into page values ('not there')`))

  await expect(work).rejects.toMatchObject({ code: '23503' })
  expect((await pool.query('select 1 from page')).rowCount).toBe(0)
})

it('does not call it done when the work swallowed the failure of a statement', async () => {
  const work = transaction(pool, async (db) => {
    await write(db, 'one')
    await write(db, 'one').catch(() => undefined)
  })

  await expect(work).rejects.toThrow('The transaction was rolled back')
  expect(await notes()).toEqual([])
})

it('keeps the connection after a rollback', async () => {
  const before = await backend(pool)

  await transaction(pool, () => Promise.reject(new Error('no'))).catch(() => undefined)

  expect(await backend(pool)).toBe(before)
})

it('does not put a broken connection back', async () => {
  let lost = 0
  const work = transaction(pool, async (db) => {
    lost = await backend(db)
    await write(db, 'one')
    await database.pool.query('select pg_terminate_backend($1)', [lost])
    await write(db, 'two')
  })

  const error: unknown = await work.catch((reason: unknown) => reason)

  expect(isConnectionError(error)).toBe(true)
  expect(await backend(pool)).not.toBe(lost)
  expect(await notes()).toEqual([])
})

it('does no work when there is no connection', async () => {
  const away = createPool('postgres://nobody@localhost/none?host=/nowhere', {
    max: 1,
    onError: () => undefined,
  })
  let worked = false

  const work = transaction(away, () => {
    worked = true
    return Promise.resolve()
  })

  await expect(work).rejects.toSatisfy(isConnectionError)
  expect(worked).toBe(false)
  await away.end()
})

it('lets statements that need nothing of each other travel together', async () => {
  // The driver warns, the first time in a process, when a statement has to wait for the one before it.
  const warnings: string[] = []
  const hear = (warning: Error) => warnings.push(warning.message)
  process.on('warning', hear)
  await transaction(pool, (db) => Promise.all(['one', 'two', 'three'].map((text) => write(db, text)))) // prettier-ignore
  await new Promise(setImmediate)
  process.off('warning', hear)
  expect(await notes()).toEqual(['one', 'three', 'two'])
  expect(warnings).toEqual([])
})

it('tells of the statement that failed, not of those behind it that failed with it', async () => {
  const work = transaction(database.pool, async (db) => {
    const deep = async () => Promise.all([Promise.all([db.query('select 1 / 0')])])
    await Promise.all([deep(), db.query('select 1'), db.query('select 2')])
  })
  await expect(work).rejects.toThrow('division by zero')
})

it('keeps nothing of statements that travel together when one of them fails', async () => {
  const together = transaction(pool, (db) =>
    Promise.all([write(db, 'one'), write(db, 'one'), write(db, 'two')]),
  )
  await expect(together).rejects.toThrow('duplicate key')
  expect(await notes()).toEqual([])
})
