import { createPool } from '../db/pool.ts'
import type { Db } from '../db/transaction.ts'

/** Does something on one connection to a database, and closes it. */
export async function withAdmin<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const pool = createPool(url, { max: 1, onError: () => undefined })
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}
