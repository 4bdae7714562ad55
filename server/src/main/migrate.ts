import { migrate } from '../db/migrate.ts'
import { createPool } from '../db/pool.ts'
import { fail } from './fail.ts'
import { openDatabase } from './open-database.ts'
import { readEnvironment } from './read-environment.ts'
import { migrationsFolder } from './run-server.ts'

/** Brings the database up to date and ends. */
async function main(): Promise<void> {
  const database = await openDatabase(
    readEnvironment(),
    (text) => void process.stderr.write(`${text}\n`),
  )
  const pool = createPool(database.url, { max: 1, onError: () => undefined })
  try {
    const applied = await migrate(pool, migrationsFolder)
    process.stdout.write(
      applied.length === 0 ? 'The database is up to date.\n' : `Applied: ${applied.join(', ')}\n`,
    )
  } finally {
    await pool.end()
    await database.stop()
  }
}

main().then(() => process.exit(0), fail)
