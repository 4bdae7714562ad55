import type { Bedrock } from '../bedrock/bedrock.ts'
import type { Pool } from '../db/pool.ts'
import type { Automations } from '../features/automations/automations.ts'
import { createBudgets, type Budgets } from '../features/budgets/budgets.ts'
import { createCache, type AnswerCache } from '../features/cache/cache.ts'
import { createPrices, type Prices } from '../features/prices/prices.ts'
import type { Providers } from '../features/providers/providers.ts'
import { wakeWaiting } from '../features/runs/runs.ts'
import type { Services } from '../features/services/services.ts'
import type { Clock } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import type { SpendingMetrics } from './spending-metrics.ts'

export interface SpendingOptions {
  readonly pool: Pool
  readonly now: Clock
  readonly bedrock: Pick<Bedrock, 'modelBehind'>
  readonly providers: Pick<Providers, 'states' | 'connection'>
  readonly automations: Pick<Automations, 'get'>
  readonly services: Pick<Services, 'find'>
  readonly metrics: Pick<SpendingMetrics, 'lookedUp' | 'watchBudgets'>
}

/** What calls cost, and how much they may. */
export interface Spending {
  readonly cache: AnswerCache
  readonly prices: Prices
  readonly budgets: Budgets
}

export function composeSpending(options: SpendingOptions): Spending {
  const { pool, now, bedrock, providers, automations, services, metrics } = options
  const prices = createPrices({
    db: pool,
    now,
    modelBehind: async (organizationId, providerId, arn) =>
      bedrock.modelBehind(await providers.connection(organizationId, providerId), arn),
  })
  const budgets = createBudgets({
    pool,
    now,
    exists: async (organizationId, scope) => {
      if (scope.type === 'organization') return true
      if (scope.type === 'service') return services.find(organizationId, scope.id) !== undefined
      return scope.type === 'provider'
        ? (await providers.states(organizationId)).has(scope.id)
        : automations.get(organizationId, scope.id).then(() => true, ifMissing)
    },
    onRoom: (organizationId) => wakeWaiting(pool, organizationId, 'budget-exceeded', now()),
  })
  const cache = createCache({ db: pool, now, onLookUp: (hit) => metrics.lookedUp(hit) })
  metrics.watchBudgets(() => budgets.shares())
  return { prices, budgets, cache }
}

function ifMissing(error: unknown): false {
  if (error instanceof Problem && error.code === 'not-found') return false
  throw error
}
