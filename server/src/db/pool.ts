import pg from 'pg'
import type { Db } from './db.ts'

export interface PoolClient extends Db {
  release(broken?: Error): void
}

/** Connections to PostgreSQL. */
export interface Pool extends Db {
  connect(): Promise<PoolClient>
  end(): Promise<void>
}

export interface PoolOptions {
  readonly max: number
  /** A connection that nobody used broke; it is replaced. */
  readonly onError: (error: Error) => void
  /** Longest time of one statement in milliseconds. No limit when absent. */
  readonly statementTimeoutMs?: number
}

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, toNumber)
const int8Array = 1016
types.setTypeParser(int8Array, toNumbers)

/**
 * Connects on demand, and again after PostgreSQL was away: a query fails then, the pool never.
 * Statements of one connection that are not awaited in between travel together (pipelining): each
 * round trip that a transaction saves is time in which it holds no lock and hides no event.
 * int8 is read as a number, numeric as a string, timestamptz as a Date, json as what it means.
 */
export function createPool(url: string, { max, onError, statementTimeoutMs }: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    pipeline: true,
    fallback_application_name: 'outcrop',
    ...(statementTimeoutMs !== undefined && { statement_timeout: statementTimeoutMs }),
  })
  pool.on('error', onError)
  // The pool looks after idle connections only. One that breaks between two queries of a
  // transaction would end the process; the next query reports it well enough.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Counts and sequences stay below 2^53. What does not must not be rounded in silence. */
function toNumber(text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number)) return number
  throw new RangeError(
    `The int8 value ${text} does not fit a number. Cast it to text in the query.`,
  )
}

function toNumbers(text: string): (number | null)[] {
  if (text === '{}') return []
  return text
    .slice(1, -1)
    .split(',')
    .map((value) => (value === 'NULL' ? null : toNumber(value)))
}
