import type { Batch } from './batcher.ts'
import type { Outcome } from './outcome.ts'
import { GaveUp, Refused } from './refused.ts'
import { retryDelayMs } from '../api/retry-delay.ts'

export interface Sending {
  readonly post: (batch: Batch) => Promise<Outcome>
  readonly sleep: (ms: number) => Promise<void>
  readonly now: () => number
  readonly random: () => number
  readonly giveUpAfterMs: number
  /** Called after each failed try. */
  readonly onTrouble: (reason: string, delayMs: number) => void
}

/**
 * Sends one batch until the server has it; resolves with whether it had it before. Throws `Refused`
 * for what can never succeed, and `GaveUp` when nothing has succeeded for too long.
 */
export async function sendBatch(
  batch: Batch,
  sending: Sending,
): Promise<{ isRepeated: boolean; tries: number }> {
  const startedAt = sending.now()
  for (let tries = 1; ; tries += 1) {
    const outcome = await sending.post(batch)
    if (outcome.kind === 'accepted') return { isRepeated: outcome.isRepeated, tries }
    if (outcome.kind === 'refused') throw new Refused(batch, outcome.status, outcome.reason)
    const delayMs = retryDelayMs(tries, sending.random(), outcome.afterMs)
    if (sending.now() + delayMs - startedAt > sending.giveUpAfterMs)
      throw new GaveUp(outcome.reason)
    sending.onTrouble(outcome.reason, delayMs)
    await sending.sleep(delayMs)
  }
}
