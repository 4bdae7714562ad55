import type { Db } from '../../db/transaction.ts'
import { beginningOfId } from '../../kernel/id.ts'

const some = 5000

/**
 * Deletes what visitors were like at the moments that started runs, of runs that began before a time
 * and have ended; a little at a time: as long as a transaction writes, no processor reads past it.
 */
export async function forgetRunVisitors(db: Db, before: Date): Promise<void> {
  const bound = beginningOfId('run', before)
  let deleted: number | null
  do {
    const { rowCount } = await db.query(
      `delete from run_visitors where run_id = any(array(
         select v.run_id from run_visitors v left join runs r on r.id = v.run_id
         where v.run_id < $1 and (r.id is null or r.finished_at is not null) limit ${some}))`,
      [bound],
    )
    deleted = rowCount
  } while (deleted === some)
}
