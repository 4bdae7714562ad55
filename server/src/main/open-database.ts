import type { Config } from '../config.ts'
import { startPostgres } from '../db/embedded/start-postgres.ts'
import { createPool } from '../db/pool.ts'

export interface OpenDatabase {
  readonly url: string
  /** Stops what was started. */
  stop(): Promise<void>
}

/** The server of DATABASE_URL, or else the embedded one. Throws one sentence when it cannot be used. */
export async function openDatabase(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  log: (text: string) => void,
): Promise<OpenDatabase> {
  if (databaseUrl === undefined) return startPostgres({ dataDir, log })
  await demandConnection(databaseUrl)
  return { url: databaseUrl, stop: () => Promise.resolve() }
}

/** What PostgreSQL and the network say does not repeat the address, which holds a password. */
async function demandConnection(url: string): Promise<void> {
  const pool = createPool(url, { max: 1, onError: () => undefined })
  try {
    await pool.query('select 1')
  } catch (error) {
    throw new Error(
      `The database of DATABASE_URL cannot be used: ${reasonOf(error)}. Start its server, or correct DATABASE_URL, or leave it out to use the PostgreSQL that Outcrop brings.`,
      { cause: error },
    )
  } finally {
    await pool.end()
  }
}

/** A name with several addresses fails with one error for each of them, and no words of its own. */
function reasonOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  return first instanceof Error ? first.message : String(first)
}
