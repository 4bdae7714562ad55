import type { Bedrock, Connection } from '../../../bedrock/bedrock.ts'
import type { Pool } from '../../../db/pool.ts'
import { createBudgets } from '../../budgets/budgets.ts'
import { createCache, type AnswerCache } from '../../cache/cache.ts'
import type { Guarding } from '../../calls/calls.ts'
import { createPrices } from '../../prices/prices.ts'
import { wakeWaiting } from '../queue-store.ts'

/** Providers whose limits calls had to wait for, and whether answers were found in the cache. */
export interface Noticed {
  readonly waits: string[]
  readonly lookUps: boolean[]
}

interface GuardingOptions {
  readonly pool: Pool
  readonly bedrock: Bedrock
  readonly connection: Connection
  readonly now: () => Date
  readonly noticed: Noticed
}

/** Cache, prices and budgets of an engine under test. */
export function guardingOf({
  pool,
  bedrock,
  connection,
  now,
  noticed,
}: GuardingOptions): Guarding & { readonly cache: AnswerCache } {
  return {
    cache: createCache({ db: pool, now, onLookUp: (hit) => noticed.lookUps.push(hit) }),
    prices: createPrices({
      db: pool,
      now,
      modelBehind: (_, __, arn) => bedrock.modelBehind(connection, arn),
    }),
    budgets: createBudgets({
      pool,
      now,
      exists: () => Promise.resolve(true),
      onRoom: (organizationId) => wakeWaiting(pool, organizationId, 'budget-exceeded', now()),
    }),
    onWait: (id) => noticed.waits.push(id),
  }
}
