import { readLog, type PackedEvent } from '../events/events.ts'
import type { Leases } from './leases.ts'
import { processOrHold } from './process-or-hold.ts'
import { movedLeases, type BatchContext } from './process-batch.ts'

export interface BatchesContext extends BatchContext {
  readonly leases: Leases
  readonly now: () => Date
  readonly maxEvents: number
  /** Sees to it that the rules are those of these streams, too. */
  readonly know: (streamIds: readonly string[]) => Promise<void>
  /** A batch was committed: how many events, and how long ago the last of them was collected. */
  readonly onBatch?: ((events: number, lagMs: number) => void) | undefined
}

/** What was applied since the last time. */
export interface Applied {
  /** When the last of the events was received; null when there were none. */
  readonly until: Date | null
  /** Visitors were given ids, which may be those of others. */
  readonly stitches: boolean
  /** There is more to read. */
  readonly isBehind: boolean
}

/** The log, applied batch by batch. */
export interface Batches {
  /** Reads on, and resolves with what is committed. While it is behind, that is the batch before the one that was read. */
  next(): Promise<Applied>
  /** Resolves when everything that was read is committed: only then do the positions in memory hold. */
  drain(): Promise<void>
}

interface Committed {
  readonly until: Date | null
  readonly stitches: boolean
}

const none: Committed = { until: null, stitches: false }

type Lanes = readonly [Promise<boolean>, Promise<boolean>]

const halves = [0, 1] as const
const idle: Lanes = [Promise.resolve(false), Promise.resolve(false)]

/** So few events are not worth a second transaction. */
const worthSharing = 200

/**
 * Many events are applied in two transactions at once, each of its own shards, and the next batch
 * is read meanwhile: while the database works for one, this process works for another. The events
 * of a shard stay in their order, because each half of the shards is a queue of its own.
 */
export function createBatches(context: BatchesContext): Batches {
  const { pool, leases, now, maxEvents } = context
  let lanes = idle
  let running: Promise<Committed> = Promise.resolve(none)

  const start = (events: readonly PackedEvent[], last: PackedEvent): Promise<Committed> => {
    const at = now()
    const before = lanes
    const started = partsOf(events).map(({ part, follows }) => {
      const leased = movedLeases(part, leases)
      return Promise.all(follows.map((lane) => before[lane])).then(() => processOrHold(context, part, leased, at)) // prettier-ignore
    })
    lanes = [started[0] ?? idle[0], started[1] ?? started[0] ?? idle[1]]
    leases.moveTo({ xid: last.xid, id: last.id })
    const ended = Promise.all(started).then((stitches): Committed => {
      context.onBatch?.(events.length, at.getTime() - last.received_at.getTime())
      return { until: last.received_at, stitches: stitches.includes(true) }
    })
    // Whoever waits for it hears of a failure; it may fail before anybody does.
    ended.catch(() => undefined)
    return ended
  }

  /** Nothing runs on after a failure: the positions are then read from the database again. */
  const orNothing = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      await Promise.allSettled(lanes)
      lanes = idle
      running = Promise.resolve(none)
      throw error
    }
  }

  const next = async (): Promise<Applied> => {
    const events = leases.owned() === 0 ? [] : await readLog(pool, leases.positions(), maxEvents)
    await context.know(events.map(({ stream_id }) => stream_id))
    const last = events.at(-1)
    const isBehind = events.length === maxEvents
    const before = running
    running = last ? start(events, last) : Promise.resolve(none)
    const first = await before
    if (isBehind) return { ...first, isBehind }
    const second = await running
    running = Promise.resolve(none)
    return { until: second.until ?? first.until, stitches: first.stitches || second.stitches, isBehind } // prettier-ignore
  }

  return {
    next: () => orNothing(next()),
    drain: () => orNothing(running.then(() => undefined)),
  }
}

interface Part {
  readonly part: readonly PackedEvent[]
  /** What must be committed before it. */
  readonly follows: readonly (0 | 1)[]
}

/** The events of even and of odd shards, or all of them where there are few. */
function partsOf(events: readonly PackedEvent[]): Part[] {
  if (events.length < worthSharing) return [{ part: events, follows: [0, 1] }]
  return halves.map((half) => ({ part: events.filter(({ shard }) => shard % 2 === half), follows: [half] })) // prettier-ignore
}
