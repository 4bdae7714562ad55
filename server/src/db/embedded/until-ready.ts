import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { isConnectionError } from '../connection-error.ts'
import { urlOf, type Endpoint } from './endpoint.ts'
import { codeOf } from './file-trouble.ts'

export interface Waiting {
  /** Where it listens; undefined as long as that is unknown. */
  readonly endpoint: () => Endpoint | undefined
  readonly password: string
  readonly hasEnded: () => boolean
  readonly log: (text: string) => void
}

/** How long a recovery after a crash may take. */
const patienceMs = 300_000
const silenceMs = 5_000

/**
 * Waits until PostgreSQL takes connections and has the database `outcrop`. Resolves with its address,
 * or with undefined when PostgreSQL ends instead. Throws one sentence when it refuses us.
 */
export async function untilReady({
  endpoint,
  password,
  hasEnded,
  log,
}: Waiting): Promise<Endpoint | undefined> {
  const started = Date.now()
  let told = started
  while (!hasEnded()) {
    const where = endpoint()
    const trouble = where
      ? await tryDatabase(where, password)
      : new Error('it has not said where it listens')
    if (where && !trouble) return where
    const now = Date.now()
    if (now - started > patienceMs) {
      throw new Error(
        `PostgreSQL runs but has not answered for five minutes: ${trouble?.message ?? ''}. End it, then start again.`,
      )
    }
    if (now - told > silenceMs) {
      log(`Waiting for PostgreSQL: ${trouble?.message ?? ''}.`)
      told = now
    }
    await sleep(20)
  }
  return undefined
}

/** Connects, and makes the database `outcrop` when it is not there. Resolves with what it should wait for. */
async function tryDatabase(endpoint: Endpoint, password: string): Promise<Error | undefined> {
  const client = new pg.Client({
    connectionString: urlOf(endpoint, password, 'postgres'),
    connectionTimeoutMillis: 5000,
  })
  // A refused connection is reported here too; the rejection below is enough.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'outcrop'`)
    if (rowCount === 0) await client.query('create database outcrop')
    return undefined
  } catch (error) {
    if (error instanceof Error && isConnectionError(error)) return error
    throw refusal(error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function refusal(error: unknown): Error {
  const words = error instanceof Error ? error.message : String(error)
  const remedy =
    codeOf(error) === '28P01'
      ? 'Put the file postgres-password of the data folder back as it was.'
      : 'Read postgres.log in the data folder, where it says more.'
  return new Error(`PostgreSQL runs but does not let Outcrop in: ${words}. ${remedy}`, {
    cause: error,
  })
}
