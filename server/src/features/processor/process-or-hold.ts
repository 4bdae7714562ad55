import { transaction } from '../../db/transaction.ts'
import { holdEvents, type PackedEvent } from '../events/events.ts'
import { mayBeOfOneEvent } from './is-to-be-done-again.ts'
import { advance, type ShardLease } from './lease-store.ts'
import { whyHeld } from './why-held.ts'
import { isHeld, LostShard, processBatch, type BatchContext } from './process-batch.ts'

/** More at once are hardly the fault of events: whoever can help should hear of it before a whole stream is set aside. */
const mostHeld = 20

/**
 * Applies events as `processBatch` does. A batch that fails is halved until what fails is one event,
 * which is held: it must not stop its shard for ever. Without a failure this costs nothing.
 */
export async function processOrHold(
  context: BatchContext,
  events: readonly PackedEvent[],
  moved: readonly ShardLease[],
  at: Date,
  count = { held: 0 },
): Promise<boolean> {
  try {
    return await processBatch(context, events, moved, at)
  } catch (error) {
    if (!mayBeOfOneEvent(error)) throw error
    const [first] = events
    if (first && events.length === 1) {
      if (++count.held > mostHeld) throw error
      await hold(context, first, moved, error, at)
      return false
    }
    const middle = Math.ceil(events.length / 2)
    let stitches = false
    for (const half of [events.slice(0, middle), events.slice(middle)]) {
      const isStitching = await processOrHold(context, half, lastOfEach(half, moved), at, count)
      stitches ||= isStitching
    }
    return stitches
  }
}

/** The position of each shard after some of its events. */
function lastOfEach(events: readonly PackedEvent[], moved: readonly ShardLease[]): ShardLease[] {
  return moved.flatMap((lease) => {
    const last = events.findLast(({ shard }) => shard === lease.shard)
    return last ? [{ ...lease, xid: last.xid, id: last.id }] : []
  })
}

async function hold(
  { pool, owner, log }: BatchContext,
  event: PackedEvent,
  moved: readonly ShardLease[],
  error: unknown,
  at: Date,
): Promise<void> {
  await transaction(pool, async (db) => {
    const advanced = await advance(db, owner, moved)
    if (advanced.length < moved.length) throw new LostShard('A shard has another owner now.')
    await holdEvents(db, [{ event, ...whyHeld(error, 'event-not-applied') }], at)
  })
  log.error({ err: error, event: event.id, stream: event.stream_id, visitor: event.visitor_id }, isHeld) // prettier-ignore
}
