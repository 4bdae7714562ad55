import { Problem } from './problem.ts'

export interface GroupCommitOptions<Item = unknown> {
  /** Items in one flush at most. */
  readonly maxBatch: number
  /** Items that may wait; above it `add` refuses with `over-capacity`. */
  readonly maxWaiting?: number
  /** How much an item takes, in any unit. A batch, and what waits, may weigh no more than this. */
  readonly weightOf?: (item: Item) => number
  readonly maxBatchWeight?: number
  readonly maxWaitingWeight?: number
}

export interface GroupCommit<Item, Result> {
  /** Resolves with the item's own result once the flush that holds it has been committed. */
  add: (item: Item) => Promise<Result>
  /** Resolves when nothing waits and nothing is being flushed. */
  idle: () => Promise<void>
}

/** Anything but undefined, which would say that the flush gave too few results. */
export type Committed = string | number | boolean | object

interface Waiting<Item, Result> {
  readonly item: Item
  readonly weight: number
  resolve(result: Result): void
  reject(error: unknown): void
}

/**
 * Commits many items together. One flush is in flight at a time; what arrives meanwhile is the next
 * batch, so batches grow with the load and a lone item is not delayed.
 */
export function groupCommit<Item, Result extends Committed>(
  flush: (items: readonly Item[]) => Promise<readonly Result[]>,
  options: GroupCommitOptions<Item>,
): GroupCommit<Item, Result> {
  const { maxWaiting = Infinity, maxWaitingWeight = Infinity, weightOf = () => 0 } = options
  let waiting: Waiting<Item, Result>[] = []
  let waitingWeight = 0
  let flushing: Promise<void> | undefined

  async function drain(): Promise<void> {
    // One turn of the event loop lets requests that arrived together share the first flush.
    await new Promise(setImmediate)
    while (waiting.length > 0) {
      const size = batchSize(waiting, options)
      const batch = waiting.slice(0, size)
      waiting = waiting.slice(size)
      await settle(flush, batch)
      for (const { weight } of batch) waitingWeight -= weight
    }
    flushing = undefined
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        const weight = weightOf(item)
        const isTooHeavy = waitingWeight > 0 && waitingWeight + weight > maxWaitingWeight
        if (waiting.length >= maxWaiting || isTooHeavy) {
          reject(
            new Problem('over-capacity', 'Too many requests wait to be stored.', {
              retryAfterMs: 1000,
            }),
          )
          return
        }
        waiting.push({ item, weight, resolve, reject })
        waitingWeight += weight
        flushing ??= drain()
      }),
    idle: async () => {
      while (flushing) await flushing
    },
  }
}

/** Flushes a batch and tells each item of it its own result. */
async function settle<Item, Result extends Committed>(
  flush: (items: readonly Item[]) => Promise<readonly Result[]>,
  batch: readonly Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await flush(batch.map(({ item }) => item))
    batch.forEach((entry, index) => {
      const result = results[index]
      if (result === undefined) entry.reject(new Error('The flush gave too few results.'))
      else entry.resolve(result)
    })
  } catch (error) {
    for (const entry of batch) entry.reject(error)
  }
}

/** How many of those that wait fit into one batch; at least one, however heavy it is. */
function batchSize(
  waiting: readonly { readonly weight: number }[],
  { maxBatch, maxBatchWeight = Infinity }: GroupCommitOptions<never>,
): number {
  let weight = waiting[0]?.weight ?? 0
  let size = 1
  for (; size < Math.min(maxBatch, waiting.length); size += 1) {
    weight += waiting[size]?.weight ?? 0
    if (weight > maxBatchWeight) break
  }
  return size
}
