import { fraction } from './hash.ts'
import type { PromptData } from './prompt-data.ts'
import { words } from './words.ts'

/** How strongly a word speaks for (or against) buying, liking, succeeding. */
const weights = new Map(
  Object.entries({
    purchase: 0.9,
    purchases: 0.9,
    purchased: 0.9,
    order: 0.8,
    orders: 0.8,
    checkout: 0.8,
    cart: 0.6,
    basket: 0.6,
    wishlist: 0.3,
    lifetime: 0.5,
    revenue: 0.5,
    loyalty: 0.4,
    vip: 0.5,
    gold: 0.3,
    returning: 0.3,
    subscribed: 0.2,
    add: 0.2,
    views: 0.15,
    viewed: 0.15,
    visits: 0.15,
    search: 0.1,
    return: -0.5,
    returns: -0.5,
    returned: -0.5,
    refund: -0.6,
    refunds: -0.6,
    complaint: -0.6,
    complaints: -0.6,
    cancel: -0.5,
    cancelled: -0.5,
    unsubscribe: -0.6,
    unsubscribed: -0.6,
    bounce: -0.6,
    bounced: -0.6,
    abandoned: -0.2,
    angry: -0.6,
    bad: -0.4,
    broken: -0.4,
    great: 0.4,
    happy: 0.4,
    love: 0.4,
  }),
)

/**
 * A number in (0, 1) for how promising the data looks: purchases and carts raise it, returns and
 * complaints lower it. A small part depends on everything else, so that subjects differ.
 */
export function signalScore(data: PromptData): number {
  let total = -0.6
  for (const { path, value } of data.leaves) {
    const named = words(path).reduce((sum, word) => sum + (weights.get(word) ?? 0), 0)
    total += named * magnitude(value)
    if (typeof value === 'string' && value.length <= 200) {
      total += words(value).reduce((sum, word) => sum + (weights.get(word) ?? 0), 0) * 0.5
    }
  }
  const own = fraction(data.leaves.map(({ path, value }) => `${path}=${value}`).join('\n'))
  return 1 / (1 + Math.exp(-total * 0.8 - (own - 0.5)))
}

/** Ten orders speak louder than one, but not ten times as loud. */
function magnitude(value: string | number | boolean): number {
  if (typeof value === 'boolean') return value ? 1 : 0
  const amount = typeof value === 'number' ? value : Number.parseFloat(value)
  if (!Number.isFinite(amount)) return value === '' ? 0 : 0.3
  return amount <= 0 ? 0 : Math.min(2, Math.log10(1 + amount))
}
