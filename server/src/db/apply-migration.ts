import { isConnectionError } from './connection-error.ts'
import type { Migration } from './read-migrations.ts'
import type { Db } from './transaction.ts'

/** Applies one migration and records it. Throws one sentence that names its file and line. */
export async function applyMigration(db: Db, migration: Migration): Promise<void> {
  const { number, name, sql, checksum } = migration
  try {
    await db.query(sql)
  } catch (error) {
    throw isConnectionError(error) ? error : failure(migration, error)
  }
  await db.query('insert into schema_migrations (number, name, checksum) values ($1, $2, $3)', [
    number,
    name,
    checksum,
  ])
}

function failure({ file, sql }: Migration, error: unknown): Error {
  const words = error instanceof Error ? error.message : String(error)
  const line = lineOf(sql, error)
  const where = line === undefined ? file : `${file} (line ${line})`
  return new Error(
    `Migration ${where} failed, and nothing of it was kept: ${words}. Mend what it complains about, then start again.`,
    { cause: error },
  )
}

/** PostgreSQL counts characters from 1. */
function lineOf(sql: string, error: unknown): number | undefined {
  if (!(error instanceof Error && 'position' in error)) return undefined
  const position = Number(error.position)
  return position > 0 ? sql.slice(0, position - 1).split('\n').length : undefined
}
