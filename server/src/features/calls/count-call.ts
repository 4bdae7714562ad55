import type { Pool } from '../../db/pool.ts'
import { transaction } from '../../db/transaction.ts'
import { settleHolds, type Warning } from '../budgets/budgets.ts'
import { addCalls } from '../usage/usage.ts'
import type { MadeCall } from './made-call.ts'

/** Counts a call that no run counts: in its budgets and in usage, or in neither. */
export function countCall(pool: Pool, { record, entry }: MadeCall): Promise<Warning[]> {
  return transaction(pool, async (db) => {
    const warnings = await settleHolds(db, record.holds)
    await addCalls(db, [entry])
    return warnings
  })
}
