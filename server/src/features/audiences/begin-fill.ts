import type { Db } from '../../db/transaction.ts'
import { insertFill } from './fill-store.ts'
import { revisionOf } from './revision-of.ts'
import { audiencesOf } from './store.ts'

/**
 * Has the visitors of a stream put into its audiences, because one of them was made, changed or
 * deleted; in the transaction that does so. A new name alone moves nobody.
 */
export async function beginFill(
  db: Db,
  streamId: string,
  audienceId: string,
  at: Date,
): Promise<void> {
  const revision = revisionOf(await audiencesOf(db, streamId))
  await insertFill(db, { streamId, revision, audienceIds: [audienceId] }, at)
}
