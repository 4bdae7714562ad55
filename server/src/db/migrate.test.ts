import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createEmptyDatabase } from '../testing/empty-database.ts'
import { databaseUrl } from '../testing/database-url.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { migrate } from './migrate.ts'
import { createPool } from './pool.ts'
import { migrateInProcess } from './testing/migrate-process.ts'
import { migrationFolder, type MigrationFolder } from './testing/migration-folder.ts'
import { transaction } from './transaction.ts'

const one = { '0001-one.sql': 'create table one (id integer)' }
const two = { '0002-two.sql': 'create table two (id integer)' }

let database: TestDatabase
let folder: MigrationFolder
beforeEach(async () => {
  database = await createEmptyDatabase()
  folder = await migrationFolder({ ...one, ...two })
})
afterEach(() => Promise.all([database.drop(), folder.remove()]))

const run = () => migrate(database.pool, folder.path)

async function tables(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  return rows.map(({ name }) => name)
}

it('applies what is new, and says what that was', async () => {
  expect(await run()).toEqual(['0001-one', '0002-two'])
  expect(await run()).toEqual([])

  await folder.write({ '0003-three.sql': 'create table three (id integer)' })

  expect(await run()).toEqual(['0003-three'])
  expect(await tables()).toEqual(['one', 'schema_migrations', 'three', 'two'])
})

it('applies everything once when several processes start together', async () => {
  await database.pool.query('create table gate ()')
  await folder.write({ '0001-one.sql': 'lock table gate; create table one (id integer)' })
  let processes: Promise<string[][]> | undefined

  await transaction(database.pool, async (gate) => {
    await gate.query('lock table gate')
    processes = Promise.all([1, 2, 3].map(() => migrateInProcess(database.url, folder.path)))
    // None can have finished before the last one has begun.
    await vi.waitFor(
      async () => {
        const { rowCount } = await database.pool.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        expect(rowCount).toBe(3)
      },
      { timeout: 20_000 },
    )
  })

  expect((await processes)?.flat().toSorted()).toEqual(['0001-one', '0002-two'])
})

it('applies everything once where transactions see an old state by default', async () => {
  const name = new URL(database.url).pathname.slice(1)
  await database.pool.query(
    `alter database ${name} set default_transaction_isolation = 'serializable'`,
  )
  const pools = [1, 2, 3].map(() => createPool(database.url, { max: 1, onError: () => undefined }))

  const applied = await Promise.all(pools.map((pool) => migrate(pool, folder.path)))

  expect(applied.flat().toSorted()).toEqual(['0001-one', '0002-two'])
  await Promise.all(pools.map((pool) => pool.end()))
})

it('does not wait for the migration of another database on the same server', async () => {
  const other = await createEmptyDatabase()
  await other.pool.query('create table gate ()')
  await folder.write({ '0001-one.sql': 'create table if not exists gate (); lock table gate' })
  let waiting: Promise<string[]> | undefined

  await transaction(other.pool, async (gate) => {
    await gate.query('lock table gate')
    waiting = migrate(other.pool, folder.path)
    await vi.waitFor(async () => {
      const { rowCount } = await gate.query(
        `select from pg_locks join pg_database on database = pg_database.oid
         where not granted and datname = current_database()`,
      )
      expect(rowCount).toBe(1)
    })
    expect(await run()).toEqual(['0001-one', '0002-two'])
  })

  expect(await waiting).toEqual(['0001-one', '0002-two'])
  await other.drop()
})

it('leaves nothing of a broken migration, says where it broke, and goes on when it is mended', async () => {
  await folder.write({
    '0002-two.sql': 'create table two (id integer);\n\ncreate tabel more (id integer);\n',
  })

  await expect(run()).rejects.toThrow(
    'Migration 0002-two.sql (line 3) failed, and nothing of it was kept: syntax error at or near "tabel".',
  )

  expect(await tables()).toEqual(['one', 'schema_migrations'])
  await folder.write(two)
  expect(await run()).toEqual(['0002-two'])
})

it('refuses a database that a newer version has used', async () => {
  await run()
  const older = await migrationFolder(one)

  await expect(migrate(database.pool, older.path)).rejects.toThrow(
    'The database has migration 2 (two), which this version of Outcrop does not know.',
  )
  await older.remove()
})

it('refuses when an applied file was changed', async () => {
  await run()
  await folder.write({ '0001-one.sql': 'create table one (id bigint)' })

  await expect(run()).rejects.toThrow('Migration 1 (one) was changed after it had been applied')
})

it('changes nothing when a number is missing', async () => {
  await folder.write({ '0004-four.sql': 'select 4' })

  await expect(run()).rejects.toThrow('Migration 0003 is missing')
  expect(await tables()).toEqual([])
})

it('says so when its user may not make tables, and needs no such right when there is nothing to do', async () => {
  const name = new URL(database.url).pathname.slice(1)
  const reader = `${name}_reader`
  await database.pool.query(`create role ${reader} login password 'reader'`)
  const url = new URL(databaseUrl(database.url, name))
  url.username = reader
  url.password = 'reader'
  const pool = createPool(url.toString(), { max: 1, onError: () => undefined })

  await expect(migrate(pool, folder.path)).rejects.toThrow(
    'Outcrop may not make tables in this database: permission denied for schema public.',
  )

  await run()
  await database.pool.query(`grant select on schema_migrations to ${reader}`)
  expect(await migrate(pool, folder.path)).toEqual([])
  await pool.end()
  await database.pool.query(`drop owned by ${reader}; drop role ${reader}`)
})
