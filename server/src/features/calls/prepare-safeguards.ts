import type { Pool } from '../../db/pool.ts'
import type { Budgets } from '../budgets/budgets.ts'
import { createLimiter, type Limiter } from '../limits/limits.ts'
import type { Prices } from '../prices/prices.ts'
import type { Safeguards } from './safeguards.ts'

/** What guards the calls of every worker alike, and who is told of what they do. */
export interface Guarding {
  readonly prices: Prices
  readonly budgets: Budgets
  readonly onWait: (providerId: string) => void
}

/** The safeguards of one worker. */
export interface WorkerSafeguards extends Safeguards {
  readonly limiter: Limiter
  /** A run has ended, or is someone else's: what was kept for it is free. */
  forget(runId: string): void
  /** Gives back money that is held for calls that nobody makes any more. */
  releaseLost(): Promise<void>
}

export function prepareSafeguards(
  pool: Pool,
  workerId: string,
  { prices, budgets, onWait }: Guarding,
  onError: (error: unknown) => void,
): WorkerSafeguards {
  const holding = new Map<string, string>()
  const limiter = createLimiter({
    pool,
    workerId,
    clock: () => performance.now(),
    onWait: ({ providerId }) => onWait(providerId),
    onError,
  })
  return {
    workerId,
    prices,
    budgets,
    limiter,
    holding,
    forget(runId) {
      limiter.room.forget(runId)
      for (const [attemptId, holder] of holding) if (holder === runId) holding.delete(attemptId)
    },
    async releaseLost() {
      await budgets.releaseLost(workerId, [...holding.keys()])
    },
  }
}
