import type { Db } from '../../db/transaction.ts'

/** Forgets turns and waits of runs that have ended: what a worker left behind when it died. */
export async function forgetTurns(db: Db): Promise<void> {
  for (const table of ['session_waits', 'session_turns']) {
    await db.query(
      `delete from ${table} t where not exists (select from runs r where r.id = t.run_id and r.finished_at is null)`,
    )
  }
}
