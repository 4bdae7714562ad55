import { setTimeout as sleep } from 'node:timers/promises'
import { isConnectionError } from './connection-error.ts'

/**
 * Does work again as long as it fails because the database is away, for so many milliseconds at most.
 * What may be done twice only: an answer that was lost on the way does not say whether it was done.
 */
export async function retryWhileAway<T>(patienceMs: number, work: () => Promise<T>): Promise<T> {
  const until = performance.now() + patienceMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isConnectionError(error) || performance.now() > until) throw error
      await sleep(100)
    }
  }
}
