import { applyMigration } from './apply-migration.ts'
import { openMigrations, type Applied } from './open-migrations.ts'
import type { Pool } from './pool.ts'
import { readMigrations, type Migration } from './read-migrations.ts'
import { refuseOldServer } from './refuse-old-server.ts'
import { transaction, type Db } from './transaction.ts'

/** Any number, the same in every version of Outcrop: whoever holds it changes the schema. */
const lockKey = 4_700_470_047

/**
 * Brings the database up to the migrations of a folder, each in a transaction of its own; resolves
 * with those that this process applied, such as "0001-organizations". Processes that start together
 * wait for each other. Throws one sentence when the server is too old, when a migration fails (it
 * then leaves nothing behind), or when the database is newer than the code or made by other files.
 */
export async function migrate(pool: Pool, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder)
  await refuseOldServer(pool)
  const applied: string[] = []
  for (;;) {
    const next = await transaction(pool, (db) => applyNext(db, migrations))
    if (!next) return applied
    applied.push(next.file.replace(/\.sql$/, ''))
  }
}

/** Applies the first open migration, if there is one. The lock is let go with the transaction. */
async function applyNext(db: Db, migrations: readonly Migration[]): Promise<Migration | undefined> {
  // A stricter level would still see the schema as it was before it waited for the lock.
  await db.query('set transaction isolation level read committed')
  await db.query('select pg_advisory_xact_lock($1)', [lockKey])
  const [next] = openMigrations(migrations, await readApplied(db))
  if (next) await applyMigration(db, next)
  return next
}

async function readApplied(db: Db): Promise<Applied[]> {
  const { rows } = await db.query<{ missing: boolean }>(
    `select to_regclass('schema_migrations') is null as missing`,
  )
  if (rows[0]?.missing) await makeTable(db)
  const applied = await db.query<Applied>(
    'select number, name, checksum from schema_migrations order by number',
  )
  return applied.rows
}

async function makeTable(db: Db): Promise<void> {
  try {
    await db.query(
      `create table schema_migrations (
         number integer primary key, name text not null, checksum text not null,
         applied_at timestamptz not null default now()
       )`,
    )
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '42501')) throw error
    throw new Error(
      `Outcrop may not make tables in this database: ${error.message}. Give the user of DATABASE_URL the right to do so, or make that user the owner of the database.`,
      { cause: error },
    )
  }
}
