import { transaction, type Db } from '../../db/transaction.ts'
import { dueHeld, putOffHeld, takeHeld, type HeldKey } from '../events/events.ts'
import { BrokenState, lockPacked, VisitorMoved } from '../visitors/visitors.ts'
import { mayBeOfOneEvent } from './is-to-be-done-again.ts'
import { applyTo } from './process-batch.ts'
import type { DueContext } from './process-due.ts'
import { whyHeld } from './why-held.ts'

/** How often it looks for events that are held, in milliseconds. */
const everyMs = 1000
/** How long it may keep events that wait, in milliseconds. */
const budgetMs = 250
const longestPauseS = 3600

/**
 * Now and then tries events again that were held, visitor by visitor, those of one in their order.
 * They come after events that were applied meanwhile. Resolves with whether there may be more.
 */
export function retryingHeld(context: DueContext): (shards: readonly number[]) => Promise<boolean> {
  // Of a clock that nobody sets.
  let lookedAt = Number.NEGATIVE_INFINITY
  return async (shards) => {
    const startedAt = performance.now()
    if (startedAt - lookedAt < everyMs) return false
    const { pool, rules, now } = context
    while (performance.now() - startedAt < budgetMs) {
      const due = await dueHeld(pool, shards, [...rules().keys()], now())
      if (due.length === 0) {
        lookedAt = startedAt
        return false
      }
      for (const one of due) if (!(await retry(context, one))) break
    }
    return true
  }
}

/** Whether the next event of the visitor may be tried, too. */
async function retry({ pool, rules, now, log }: DueContext, held: HeldKey): Promise<boolean> {
  const at = now()
  try {
    await transaction(pool, (db) => applyHeld(db, held, rules, at))
    return true
  } catch (error) {
    // The visitor came to be another one meanwhile: the event is still due, and is looked for anew.
    if (error instanceof VisitorMoved) return false
    if (!mayBeOfOneEvent(error)) throw error
    const isBroken = error instanceof BrokenState
    const pauseS = Math.min(2 ** held.failures, longestPauseS)
    await putOffHeld(pool, held, whyHeld(error, 'event-not-applied'), new Date(at.getTime() + pauseS * 1000)) // prettier-ignore
    log.error({ err: error, event: held.eventId, stream: held.streamId, visitor: held.visitorId }, 'an event that is held cannot be applied yet: it is tried again') // prettier-ignore
    return !isBroken
  }
}

/** The visitor is locked first, as everybody does who changes one. */
async function applyHeld(
  db: Db,
  held: HeldKey,
  current: DueContext['rules'],
  at: Date,
): Promise<void> {
  const { streamId, visitorId } = held
  const known = await lockPacked(db, visitorId === null ? [] : [{ streamId, visitorId }], true)
  const event = await takeHeld(db, held)
  if (!event) return
  const [broken] = (await applyTo(db, known, [event], current(), at)).broken
  if (broken) throw new BrokenState(broken.reason)
}
