import type { Price } from '../../bedrock/bedrock.ts'
import type { Db } from '../../db/db.ts'
import type { App } from '../../http/mount.ts'
import type { Clock } from '../../kernel/clock.ts'
import { remembered } from '../../kernel/remembered.ts'
import { findPrice } from './find-price.ts'
import { priceRoutes } from './routes.ts'
import { priceOfRow } from './shapes.ts'
import { listOwnPrices } from './store.ts'

export interface Prices {
  readonly routes: (app: App) => void
  /** What an organization pays for a model or profile as a step names it; null when unknown. */
  priceOf(organizationId: string, named: string): Promise<Price | null>
  /** Forgets what is remembered. Call it when any process has changed a price. */
  invalidate(): void
}

/** The built-in list prices, and those that organizations set instead. */
export function createPrices({ db, now }: { readonly db: Db; readonly now: Clock }): Prices {
  const own = remembered(async (organizationId) => {
    const rows = await listOwnPrices(db, organizationId)
    return new Map(rows.map((row) => [row.model, priceOfRow(row)]))
  })
  return {
    routes: (app) => priceRoutes(app, { db, now, onChange: () => own.forget() }),
    priceOf: async (organizationId, named) => findPrice(await own.get(organizationId), named),
    invalidate: () => own.forget(),
  }
}
