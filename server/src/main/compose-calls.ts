import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Pool } from '../db/pool.ts'
import type { Budgets } from '../features/budgets/budgets.ts'
import { createDirectCalls, type DirectCalls } from '../features/calls/calls.ts'
import type { Prices } from '../features/prices/prices.ts'
import type { Providers } from '../features/providers/providers.ts'
import type { Clock } from '../kernel/clock.ts'
import type { SpendingMetrics } from './spending-metrics.ts'

export interface CallParts {
  readonly config: Pick<Config, 'leaseS'>
  readonly log: Pick<Logger, 'warn' | 'error'>
  readonly now: Clock
  readonly pool: Pool
  readonly metrics: Pick<SpendingMetrics, 'waited'>
  readonly providers: Pick<Providers, 'lanes'>
  readonly prices: Prices
  readonly budgets: Budgets
}

/** What people call beside the runs, under the same budgets and limits. */
export function composeCalls(parts: CallParts): DirectCalls {
  const { config, log, now, pool, metrics, providers, prices, budgets } = parts
  return createDirectCalls({
    pool,
    guarding: { prices, budgets, onWait: (providerId) => metrics.waited(providerId) },
    limits: () => providers.lanes(),
    leaseS: config.leaseS,
    now,
    onWarning: (warning) => log.warn({ ...warning }, 'a budget is used up to four fifths'),
    onError: (error) => log.error({ err: error }, 'a call that belongs to no run could not be counted'), // prettier-ignore
  })
}
