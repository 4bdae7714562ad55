import type { Config } from '../config.ts'
import { startPostgres } from '../db/embedded/start-postgres.ts'

export interface OpenDatabase {
  readonly url: string
  /** Stops what was started. */
  stop(): Promise<void>
}

/** The server of DATABASE_URL, or else the embedded one. */
export async function openDatabase(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  log: (text: string) => void,
): Promise<OpenDatabase> {
  if (databaseUrl === undefined) return startPostgres({ dataDir, log })
  return { url: databaseUrl, stop: () => Promise.resolve() }
}
