import { transaction } from '../../db/transaction.ts'
import { heldTogether, putOffHeld, takeHeld, type HeldKey } from '../events/events.ts'
import { lockPacked } from '../visitors/visitors.ts'
import { visitorsIn } from './apply-batch.ts'
import { mayBeOfOneEvent } from './is-to-be-done-again.ts'
import { applyTo } from './process-batch.ts'
import type { DueContext } from './process-due.ts'

/** How often it looks for events that are held, in milliseconds. */
const everyMs = 1000
const longestPauseS = 3600

/**
 * Now and then tries events again that were held: those of one visitor together and in their order.
 * They come after events that were applied meanwhile.
 */
export function retryingHeld(context: DueContext): (shards: readonly number[]) => Promise<void> {
  // Of a clock that nobody sets.
  let lookedAt = Number.NEGATIVE_INFINITY
  return async (shards) => {
    if (performance.now() - lookedAt < everyMs) return
    lookedAt = performance.now()
    const { pool, rules, now } = context
    for (const one of await heldTogether(pool, shards, [...rules().keys()], now()))
      await retry(context, one)
  }
}

async function retry({ pool, rules: current, now, log }: DueContext, held: HeldKey): Promise<void> {
  const rules = current()
  const at = now()
  try {
    await transaction(pool, async (db) => {
      const event = await takeHeld(db, held)
      if (!event) return
      const known = await lockPacked(db, visitorsIn([event]), true)
      await applyTo(db, known, [event], rules, at)
    })
  } catch (error) {
    if (!mayBeOfOneEvent(error)) throw error
    const pauseS = Math.min(2 ** held.failures, longestPauseS)
    await putOffHeld(pool, held, new Date(at.getTime() + pauseS * 1000))
    log.error({ err: error, event: held.eventId, stream: held.streamId }, 'an event that is held cannot be applied yet: it is tried again') // prettier-ignore
  }
}
