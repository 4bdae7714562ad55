import type { NewStream } from '@outcrop/contract'
import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import { insertStream, type StreamRow } from './store.ts'

/** Gives a new stream what every stream begins with. */
export type FurnishStream = (db: Db, streamId: string) => Promise<void>

/** Creates a stream with what it begins with; undefined when account and profile are taken. */
export async function createStream(
  pool: Pool,
  organizationId: string,
  stream: NewStream,
  furnish: FurnishStream,
): Promise<StreamRow | undefined> {
  return transaction(pool, async (db) => {
    const row = await insertStream(db, organizationId, stream)
    if (row) await furnish(db, row.id)
    return row
  })
}
