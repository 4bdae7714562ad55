import type { Db } from './db.ts'

const some = 5000

/**
 * Deletes the rows of a table whose time lies before another, some at a time: as long as a transaction
 * writes, no processor reads past it. Table and column are ours, never somebody's input.
 */
export async function deleteOlder(
  db: Db,
  table: string,
  column: string,
  before: Date,
): Promise<void> {
  let deleted: number | null
  do
    ({ rowCount: deleted } = await db.query(
      `delete from ${table} where ctid = any(array(select ctid from ${table} where ${column} < $1 limit ${some}))`,
      [before.toISOString()],
    ))
  while (deleted === some)
}
