import type { Applied, BatchesContext } from './batches.ts'
import type { Filling } from './fill-audiences.ts'
import { dueNowAndThen } from './process-due.ts'
import { stitchNowAndThen } from './stitch-pending.ts'

type Chores = (applied: Applied) => Promise<boolean>

/**
 * What else a processor does after each batch; resolves with whether there is more to do at once. Each
 * chore has its turn every time: one that has much to do, or events that wait, must not keep the
 * others waiting.
 */
export function choresOf(
  context: Pick<BatchesContext, 'pool' | 'rules' | 'now' | 'leases'>,
  filling: Filling,
): Chores {
  const lookForDue = dueNowAndThen(context)
  const lookForStitches = stitchNowAndThen(context)
  return async ({ until, stitches, isBehind }) => {
    const moreDue = await lookForDue(context.leases.shards(), isBehind ? until : null)
    const moreStitches = await lookForStitches(stitches)
    const moreToFill = await filling.next(isBehind)
    return isBehind || moreDue || moreStitches || moreToFill
  }
}
