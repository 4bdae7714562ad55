import { migrate } from '../db/migrate.ts'
import { createPool } from '../db/pool.ts'
import { fail } from './fail.ts'
import { openDatabase } from './open-database.ts'
import { readEnvironment } from './read-environment.ts'
import { rotate } from './rotate.ts'
import { migrationsFolder } from './run-server.ts'

/** Seals every secret anew under a new master key, and ends. */
async function main(): Promise<void> {
  const config = readEnvironment()
  const database = await openDatabase(config, (text) => void process.stderr.write(`${text}\n`))
  const pool = createPool(database.url, { max: 1, onError: () => undefined })
  try {
    await migrate(pool, migrationsFolder)
    process.stdout.write(`${await rotate(pool, config)}\n`)
  } finally {
    await pool.end()
    await database.stop()
  }
}

main().then(() => process.exit(0), fail)
