import type { Db } from '../../db/transaction.ts'
import { Problem } from '../../kernel/problem.ts'
import { findRun, type RunRow } from './history-store.ts'

/** A run of this organization; throws `not-found`. */
export async function runOrProblem(db: Db, organizationId: string, id: string): Promise<RunRow> {
  const row = await findRun(db, organizationId, id)
  if (!row)
    throw new Problem(
      'not-found',
      `There is no run ${id}. It may be older than the retention time.`,
    )
  return row
}
