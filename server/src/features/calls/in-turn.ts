import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../../kernel/problem.ts'

/** How long somebody who looks on waits for a turn within the limits, in milliseconds. */
const patienceMs = 5000

/** Tries again when a limit says that there is room soon; throws its `limit-reached` when that is too late. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const until = performance.now() + patienceMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'limit-reached') throw error
      const waitMs = error.retryAfterMs ?? patienceMs
      if (performance.now() + waitMs > until) throw error
      await sleep(waitMs)
    }
  }
}
