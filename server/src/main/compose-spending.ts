import type { Pool } from '../db/pool.ts'
import type { Automations } from '../features/automations/automations.ts'
import { createBudgets, type Budgets } from '../features/budgets/budgets.ts'
import { createPrices, type Prices } from '../features/prices/prices.ts'
import type { Providers } from '../features/providers/providers.ts'
import { wakeWaiting } from '../features/runs/runs.ts'
import type { Clock } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'

export interface SpendingOptions {
  readonly pool: Pool
  readonly now: Clock
  readonly providers: Pick<Providers, 'states'>
  readonly automations: Pick<Automations, 'get'>
}

/** What calls cost, and how much they may. */
export interface Spending {
  readonly prices: Prices
  readonly budgets: Budgets
}

export function composeSpending({ pool, now, providers, automations }: SpendingOptions): Spending {
  const prices = createPrices({ db: pool, now })
  const budgets = createBudgets({
    pool,
    now,
    exists: async (organizationId, scope) => {
      if (scope.type === 'organization') return true
      return scope.type === 'provider'
        ? (await providers.states(organizationId)).has(scope.id)
        : automations.get(organizationId, scope.id).then(() => true, ifMissing)
    },
    onRoom: (organizationId) => wakeWaiting(pool, organizationId, 'budget-exceeded', now()),
  })
  return { prices, budgets }
}

function ifMissing(error: unknown): false {
  if (error instanceof Problem && error.code === 'not-found') return false
  throw error
}
