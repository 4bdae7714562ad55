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
  const { stored, warnings } = await transaction(pool, async (db) => ({
    stored: await storeAttempts(db, workerId, attempts),
    warnings: await settleHolds(db, holds),
  }))
  warnings.forEach(onWarning)
  return stored
}
