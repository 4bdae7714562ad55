import type { Db } from '../../db/transaction.ts'
import { beginningOfId } from '../../kernel/id.ts'

/** Runs hold requests and raw answers, so these are few. */
const some = 500

/**
 * Deletes runs that ended before a time, with their steps and attempts; resolves with how many there
 * were. Runs that go on or wait, for a review too, stay however old they are. A few at a time: as long
 * as a transaction writes, no processor reads past it.
 */
export async function forgetRuns(db: Db, before: Date): Promise<number> {
  const end = beginningOfId('run', before)
  let last = ''
  for (let forgotten = 0; ;) {
    const { rows } = await db.query<{ id: string }>(
      `with old as (
         delete from runs where finished_at < $1 and id = any(array(
           select id from runs where id > $2 and id < $3 and finished_at < $1 order by id limit $4))
         returning id
       ), tried as (delete from attempts where run_id in (select id from old)),
         ended as (delete from step_runs where run_id in (select id from old)),
         seen as (delete from run_visitors where run_id in (select id from old))
       select id from old order by id desc`,
      [before.toISOString(), last, end, some],
    )
    if (rows.length === 0) return forgotten
    forgotten += rows.length
    last = rows[0]?.id ?? last
  }
}
