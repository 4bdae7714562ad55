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
 * wait for each other. Throws one sentence when the server is too old, or when the database is newer
 * than the code or was made by other files.
 */
export async function migrate(pool: Pool, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder)
  await refuseOldServer(pool)
  const applied: string[] = []
  for (;;) {
    const next = await transaction(pool, (db) => applyNext(db, migrations))
    if (!next) return applied
    applied.push(`${String(next.number).padStart(4, '0')}-${next.name}`)
  }
}

/** Applies the first open migration, if there is one. The lock is let go with the transaction. */
async function applyNext(db: Db, migrations: readonly Migration[]): Promise<Migration | undefined> {
  await db.query('select pg_advisory_xact_lock($1)', [lockKey])
  await db.query(
    `create table if not exists schema_migrations (
       number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now()
     )`,
  )
  const { rows } = await db.query<Applied>(
    'select number, name, checksum from schema_migrations order by number',
  )
  const [next] = openMigrations(migrations, rows)
  if (next) await apply(db, next)
  return next
}

async function apply(db: Db, { number, name, sql, checksum }: Migration): Promise<void> {
  try {
    await db.query(sql)
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    throw new Error(`Migration ${number} (${name}) failed, and nothing of it was kept: ${words}.`, {
      cause: error,
    })
  }
  await db.query('insert into schema_migrations (number, name, checksum) values ($1, $2, $3)', [
    number,
    name,
    checksum,
  ])
}
