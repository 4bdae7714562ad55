import type { Price } from './prices.ts'

/** Tokens of one call; null is unknown. `input` does not include what came from the cache. */
export interface TokenUsage {
  readonly input: number | null
  readonly output: number | null
  readonly cacheRead?: number | null
  readonly cacheWrite?: number | null
}

/**
 * What a call costs in USD as a decimal string with at most nine places; null when its price or its
 * tokens are unknown. Counted in whole pico-dollars, so that sums are exact.
 */
export function costOf(price: Price | null, usage: TokenUsage): string | null {
  if (!price || usage.input === null || usage.output === null) return null
  const pico =
    picoDollars(usage.input, price.input) +
    picoDollars(usage.output, price.output) +
    picoDollars(usage.cacheRead ?? 0, price.cacheRead ?? price.input) +
    picoDollars(usage.cacheWrite ?? 0, price.cacheWrite ?? price.input)
  return decimal((pico + 500n) / 1000n)
}

/** One USD per million tokens is a million pico-dollars per token. */
function picoDollars(tokens: number, usdPerMillion: number): bigint {
  return BigInt(tokens) * BigInt(Math.round(usdPerMillion * 1e6))
}

function decimal(nanoDollars: bigint): string {
  const whole = nanoDollars / 1_000_000_000n
  const fraction = (nanoDollars % 1_000_000_000n).toString().padStart(9, '0').replace(/0+$/, '')
  return fraction === '' ? whole.toString() : `${whole}.${fraction}`
}
