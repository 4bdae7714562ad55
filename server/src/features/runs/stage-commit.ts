import { isConnectionError } from '../../db/connection-error.ts'
import { retryWhileAway } from '../../db/retry-while-away.ts'
import { groupCommit, type Committed, type GroupCommit } from '../../kernel/group-commit.ts'

export interface StageCommitOptions {
  readonly maxBatch: number
  /** How long a commit is tried again while the database is away, in milliseconds. */
  readonly patienceMs: number
}

/**
 * Commits a stage of many runs together. While the database is away the batch is tried again, so an
 * outage shorter than the patience costs nothing. Data that the database refuses fails alone: the
 * items of its batch are then committed one by one.
 */
export function stageCommit<Item, Result extends Committed>(
  flush: (items: readonly Item[]) => Promise<readonly Result[]>,
  { maxBatch, patienceMs }: StageCommitOptions,
): GroupCommit<Item, Result | Error> {
  const persistent = (items: readonly Item[]) => retryWhileAway(patienceMs, () => flush(items))

  const alone = async (item: Item): Promise<Result | Error> => {
    try {
      const [result] = await persistent([item])
      return result ?? new Error('The flush gave no result.')
    } catch (error) {
      return error instanceof Error ? error : new Error('The flush failed.', { cause: error })
    }
  }

  return groupCommit(
    async (items: readonly Item[]): Promise<readonly (Result | Error)[]> => {
      if (items.length === 1) return Promise.all(items.map(alone))
      try {
        return await persistent(items)
      } catch (error) {
        if (isConnectionError(error)) throw error
        const results: (Result | Error)[] = []
        for (const item of items) results.push(await alone(item))
        return results
      }
    },
    { maxBatch },
  )
}
