import type { Pool } from '../../db/pool.ts'
import { transaction } from '../../db/transaction.ts'
import { isIdBackfillOpen, lockIdBackfill, moveIdBackfill, type IdBackfill } from '../attributes/attributes.ts' // prettier-ignore
import { insertPending, isWhole, visitorIdOf, visitorsAfter, type PendingStitch, type StoredVisitor } from '../visitors/visitors.ts' // prettier-ignore

export interface Backfilling {
  /** There may be a new attribute of ids. */
  look(): void
  /** Looks at some visitors, to be called between two batches. Resolves with whether there may be more at once. */
  next(isBehind: boolean): Promise<boolean>
}

/** Visitors at a time. */
const pageSize = 250
/** How long it rests while events wait, or while somebody else works, in milliseconds. */
const restMs = 500

/**
 * Has the ids registered that visitors were given before their attribute made one visitor of two: with
 * the next event this would happen for nobody, because an id that is set is not set again. While there
 * is nothing to do, it asks the database nothing.
 */
export function backfillingIds(pool: Pool): Backfilling {
  let mayBeOpen = true
  // Of a clock that nobody sets.
  let restsUntil = Number.NEGATIVE_INFINITY
  return {
    look: () => {
      mayBeOpen = true
    },
    next: async (isBehind) => {
      if (!mayBeOpen || performance.now() < restsUntil) return false
      // Before the database is asked, so that what changes meanwhile is not missed.
      mayBeOpen = false
      const worked = await lookAtSome(pool)
      mayBeOpen ||= worked || (await isIdBackfillOpen(pool))
      if (isBehind || !worked) restsUntil = performance.now() + restMs
      return worked
    },
  }
}

/** Leaves what the next visitors have to be stitched; whether there was anything to look at. */
function lookAtSome(pool: Pool): Promise<boolean> {
  return transaction(pool, async (db) => {
    const backfill = await lockIdBackfill(db)
    if (!backfill) return false
    const page = await visitorsAfter(db, backfill, pageSize)
    await insertPending(db, page.flatMap((one) => pendingOf(backfill, one))) // prettier-ignore
    const last = page.at(-1)
    await moveIdBackfill(db, backfill, page.length < pageSize || !last ? null : last.visitorId)
    return true
  })
}

function pendingOf(
  { organizationId, streamId, name }: IdBackfill,
  { visitorId, state }: Pick<StoredVisitor, 'visitorId' | 'state'>,
): PendingStitch[] {
  if (!isWhole(state)) return []
  const { attributes, lastEvent } = state
  // What a deleted attribute of the name left need not be an id.
  const value = visitorIdOf(attributes[name])
  if (value === undefined || value === visitorId) return []
  return [{ organizationId, streamId, visitorId, value, origin: { ...lastEvent, depth: 0, causes: [] }, filled: true }] // prettier-ignore
}
