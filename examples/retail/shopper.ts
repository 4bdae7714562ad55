import type { Product } from './catalogue.ts'
import type { Random } from './random.ts'

export interface Order {
  readonly id: string
  readonly items: readonly Product[]
}

/** A visitor as the shop remembers them between two events. */
export interface Shopper {
  readonly id: string
  readonly device: 'mobile' | 'desktop' | 'tablet'
  readonly country: string
  readonly cart: Map<Product, number>
  readonly orders: Order[]
  /** Tries to give orders to whatever reads its texts. */
  readonly isHostile: boolean
  lastViewed: Product | undefined
  lifetimeOrders: number
  lifetimeCents: number
  visits: number
}

/** A visitor at the beginning of the week. A third have ordered before. */
export function newShopper(isHostile: boolean, random: Random): Shopper {
  const lifetimeOrders = random.chance(0.35) ? random.whole(1, 14) : 0
  const isKnown = lifetimeOrders > 0
  return {
    id: `v_${random.hex(12)}`,
    device: random.weighted([['mobile', 6], ['desktop', 4], ['tablet', 1]]), // prettier-ignore
    country: random.weighted([['GB', 5], ['DE', 3], ['FR', 2], ['US', 2], ['NL', 1]]), // prettier-ignore
    cart: new Map(),
    orders: [],
    isHostile,
    lastViewed: undefined,
    lifetimeOrders,
    lifetimeCents: lifetimeOrders * random.whole(2_500, 14_000),
    visits: isKnown ? random.whole(2, 40) : 0,
  }
}

export const money = (cents: number) => cents / 100

export function cartTotals(cart: ReadonlyMap<Product, number>): {
  cart_items: number
  cart_total: number
} {
  const lines = [...cart]
  return {
    cart_items: lines.reduce((sum, [, quantity]) => sum + quantity, 0),
    cart_total: money(lines.reduce((sum, [{ cents }, quantity]) => sum + cents * quantity, 0)),
  }
}

/** What tells a good customer from a new one. */
export function lifetimeOf(shopper: Shopper) {
  return {
    lifetime_orders: shopper.lifetimeOrders,
    lifetime_value: money(shopper.lifetimeCents),
    visit_count: shopper.visits,
  }
}
