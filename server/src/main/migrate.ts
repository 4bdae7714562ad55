import { startPostgres } from '../db/embedded/start-postgres.ts'
import { migrate } from '../db/migrate.ts'
import { createPool } from '../db/pool.ts'
import { fail } from './fail.ts'
import { readEnvironment } from './read-environment.ts'
import { migrationsFolder } from './run-server.ts'

/** Brings the database up to date and ends. */
async function main(): Promise<void> {
  const config = readEnvironment()
  const database =
    config.databaseUrl === undefined
      ? await startPostgres({
          dataDir: config.dataDir,
          log: (text) => process.stderr.write(`${text}\n`),
        })
      : { url: config.databaseUrl, stop: () => Promise.resolve() }
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
