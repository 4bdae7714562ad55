import type { Db, Prepared } from './db.ts'
import type { Pool } from './pool.ts'

export type { Db } from './db.ts'

/**
 * Runs work in one transaction: commits what it did when it resolves, rolls back when it throws.
 * Statements that need nothing of each other's results are best started together.
 */
export async function transaction<T>(pool: Pool, work: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const failures: unknown[] = []
  const db: Db = {
    query: async <Row>(statement: string | Prepared, values?: readonly unknown[]) => {
      try {
        return await (typeof statement === 'string' ? client.query<Row>(statement, values) : client.query<Row>(statement)) // prettier-ignore
      } catch (error) {
        failures.push(error)
        throw error
      }
    },
  }
  try {
    // Not awaited: it travels with the first statement, and fails only when that fails too.
    const begun = client.query('begin')
    begun.catch(() => undefined)
    const result = await work(db)
    await begun
    const { command } = await client.query('commit')
    if (command === 'ROLLBACK') {
      // PostgreSQL answers so, without an error, when the work went on after a failed statement.
      throw new Error('The transaction was rolled back, because one of its statements had failed.')
    }
    return result
  } catch (error) {
    await client.query('rollback').catch((rollbackError: unknown) => {
      // A connection that cannot roll back must not go back into the pool.
      broken = rollbackError instanceof Error ? rollbackError : new Error('rollback failed')
    })
    throw isOfAnother(error) ? (failures.find((one) => !isOfAnother(one)) ?? error) : error
  } finally {
    client.release(broken)
  }
}

/** Statements behind one that failed fail, too; of those that travel together, any may be heard of first. */
const isOfAnother = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '25P02'
