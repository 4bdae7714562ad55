import { isOwnProfile, modelOf, type Price } from '../../bedrock/bedrock.ts'
import type { Db } from '../../db/db.ts'
import type { App } from '../../http/mount.ts'
import type { Clock } from '../../kernel/clock.ts'
import { remembered } from '../../kernel/remembered.ts'
import { findPrice } from './find-price.ts'
import { priceRoutes } from './routes.ts'
import { priceOfRow } from './shapes.ts'
import { listOwnPrices } from './store.ts'

export interface Pricing {
  /** The id that usage is counted by; what was named when nobody knows the model behind it. */
  readonly model: string
  /** Null when nobody knows it. */
  readonly price: Price | null
}

export interface Prices {
  readonly routes: (app: App) => void
  /** The model behind what a step names, and what the organization pays for it. */
  pricing(organizationId: string, providerId: string, named: string): Promise<Pricing>
  /** Forgets what is remembered. Call it when any process has changed a price. */
  invalidate(): void
}

export interface PricesOptions {
  readonly db: Db
  readonly now: Clock
  /** The model behind an application inference profile, as AWS says; null when it does not say. */
  readonly modelBehind: (
    organizationId: string,
    providerId: string,
    arn: string,
  ) => Promise<string | null>
}

/** The built-in list prices, and those that organizations set instead. */
export function createPrices({ db, now, modelBehind }: PricesOptions): Prices {
  const own = remembered(async (organizationId) => {
    const rows = await listOwnPrices(db, organizationId)
    return new Map(rows.map((row) => [row.model, priceOfRow(row)]))
  })
  return {
    routes: (app) => priceRoutes(app, { db, now, onChange: () => own.forget() }),
    async pricing(organizationId, providerId, named) {
      const behind = isOwnProfile(named)
        ? await modelBehind(organizationId, providerId, named)
        : null
      const prices = await own.get(organizationId)
      return {
        model: modelOf(behind ?? named),
        price: findPrice(prices, named) ?? (behind === null ? null : findPrice(prices, behind)),
      }
    },
    invalidate: () => own.forget(),
  }
}
