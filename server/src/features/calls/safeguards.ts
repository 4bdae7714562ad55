import type { Budgets } from '../budgets/budgets.ts'
import type { Limiter } from '../limits/limits.ts'
import type { Prices } from '../prices/prices.ts'

/** What stands between those who call and Bedrock, shared by all calls of a worker. */
export interface Safeguards {
  readonly workerId: string
  readonly prices: Pick<Prices, 'pricing'>
  readonly budgets: Pick<Budgets, 'applying' | 'reserve' | 'release'>
  readonly limiter: Pick<Limiter, 'reserve'>
  /** For each attempt that budgets may hold money for, the id of whose call it is. */
  readonly holding: Map<string, string>
}
