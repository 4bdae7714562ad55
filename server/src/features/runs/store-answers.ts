import type { Pool } from '../../db/pool.ts'
import { transaction } from '../../db/transaction.ts'
import { settleHolds, type Warning } from '../budgets/budgets.ts'
import { storeAttempts, type NewAttempt } from './attempt-store.ts'

/**
 * Stores answers and, where budgets hold money for their calls, what they have cost: in one
 * transaction, so that no answer is kept whose cost nobody counts.
 */
export async function storeAnswers(
  pool: Pool,
  workerId: string,
  attempts: readonly NewAttempt[],
  onWarning: (warning: Warning) => void,
): Promise<Set<string>> {
  const holds = attempts.flatMap((attempt) => attempt.holds)
  if (holds.length === 0) return storeAttempts(pool, workerId, attempts)
  // Budgets before usage, as everywhere: transactions must not wait for each other in a circle.
  const [warnings, stored] = await transaction(pool, (db) =>
    Promise.all([settleHolds(db, holds), storeAttempts(db, workerId, attempts)]),
  )
  warnings.forEach(onWarning)
  return stored
}
