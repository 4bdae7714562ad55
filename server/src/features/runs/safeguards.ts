import type { Budgets } from '../budgets/budgets.ts'
import type { AnswerCache } from '../cache/cache.ts'
import type { Limiter } from '../limits/limits.ts'
import type { Prices } from '../prices/prices.ts'

/** What stands between a step and Bedrock, shared by all runs of a worker. */
export interface Safeguards {
  readonly workerId: string
  readonly cache: AnswerCache
  readonly prices: Pick<Prices, 'pricing'>
  readonly budgets: Pick<Budgets, 'applying' | 'reserve' | 'release'>
  readonly limiter: Pick<Limiter, 'reserve'>
  /** The run of each attempt that budgets may hold money for. */
  readonly holding: Map<string, string>
}
