import type { Db } from '../../db/db.ts'
import { deleteOlder } from '../../db/delete-older.ts'

/** Forgets what happened, and what was called, in the hours before a time. */
export async function forgetUsage(db: Db, before: Date): Promise<void> {
  for (const table of ['usage_hours', 'usage_calls', 'run_outcomes'])
    await deleteOlder(db, table, 'hour', before)
}
