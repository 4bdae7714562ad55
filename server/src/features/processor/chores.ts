import { backfillingIds } from './backfill-ids.ts'
import type { Applied, BatchesContext } from './batches.ts'
import { fillingOf, type FillContext } from './fill-audiences.ts'
import { retryingHeld } from './retry-held.ts'
import { dueNowAndThen } from './process-due.ts'
import { stitchNowAndThen } from './stitch-pending.ts'

interface Chores {
  /** The configuration of a stream may have changed. */
  look(): void
  /** To be called after each batch; resolves with whether there is more to do at once. */
  next(applied: Applied): Promise<boolean>
}

/**
 * What else a processor does. Each chore has its turn every time: one that has much to do, or events
 * that wait, must not keep the others waiting.
 */
export function choresOf(context: FillContext & Pick<BatchesContext, 'leases'>): Chores {
  const lookForDue = dueNowAndThen(context)
  const lookForStitches = stitchNowAndThen(context)
  const retryHeld = retryingHeld(context)
  const filling = fillingOf(context)
  const backfilling = backfillingIds(context.pool)
  let areLeft = false
  return {
    look: () => {
      filling.look()
      backfilling.look()
    },
    next: async ({ until, stitches, isBehind }) => {
      const moreDue = await lookForDue(context.leases.shards(), isBehind ? until : null)
      const moreStitches = await lookForStitches(stitches || areLeft)
      const moreHeld = await retryHeld(context.leases.shards())
      // What it finds is stitched before it looks further.
      areLeft = !moreStitches && (await backfilling.next(isBehind))
      const moreToFill = await filling.next(isBehind)
      return isBehind || moreDue || moreStitches || moreHeld || areLeft || moreToFill
    },
  }
}
