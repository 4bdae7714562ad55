import { Problem } from './problem.ts'

export interface GroupCommitOptions {
  /** Items in one flush at most. */
  readonly maxBatch: number
  /** Items that may wait; above it `add` refuses with `over-capacity`. */
  readonly maxWaiting?: number
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
  resolve(result: Result): void
  reject(error: unknown): void
}

/**
 * Commits many items together. One flush is in flight at a time; what arrives meanwhile is the next
 * batch, so batches grow with the load and a lone item is not delayed.
 */
export function groupCommit<Item, Result extends Committed>(
  flush: (items: readonly Item[]) => Promise<readonly Result[]>,
  { maxBatch, maxWaiting = Number.POSITIVE_INFINITY }: GroupCommitOptions,
): GroupCommit<Item, Result> {
  let waiting: Waiting<Item, Result>[] = []
  let flushing: Promise<void> | undefined

  async function settle(batch: readonly Waiting<Item, Result>[]): Promise<void> {
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

  async function drain(): Promise<void> {
    // One turn of the event loop lets requests that arrived together share the first flush.
    await new Promise(setImmediate)
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxBatch)
      waiting = waiting.slice(maxBatch)
      await settle(batch)
    }
    flushing = undefined
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= maxWaiting) {
          reject(
            new Problem('over-capacity', 'Too many requests wait to be stored.', {
              retryAfterMs: 1000,
            }),
          )
          return
        }
        waiting.push({ item, resolve, reject })
        flushing ??= drain()
      }),
    idle: async () => {
      while (flushing) await flushing
    },
  }
}
