import type { NewPrice } from '@outcrop/contract'
import { modelOf } from './model-of.ts'

/** Prices in USD per million tokens. Cached reads and writes cost as input where no price is given. */
export interface Price {
  readonly input: number
  readonly output: number
  readonly cacheRead?: number
  readonly cacheWrite?: number
}

/** Anthropic prices the cache by a fixed rule: a tenth to read, five quarters to write. */
const claude = (input: number, output: number): Price => ({
  input,
  output,
  cacheRead: input / 10,
  cacheWrite: (input * 5) / 4,
})

/** Amazon's own models read their cache for a quarter of the price and write it as input. */
const nova = (input: number, output: number): Price => ({ input, output, cacheRead: input / 4 })

/**
 * On-demand list prices of US East (N. Virginia), standard tier, as the pricing page of Amazon
 * Bedrock has them (aws.amazon.com/bedrock/pricing, gathered in 2026 from published copies of it).
 * They are an estimate: other regions, tiers and geographic profiles may cost up to a tenth more.
 */
export const listPrices: ReadonlyMap<string, Price> = new Map([
  ['amazon.nova-micro-v1:0', nova(0.035, 0.14)],
  ['amazon.nova-lite-v1:0', nova(0.06, 0.24)],
  ['amazon.nova-pro-v1:0', nova(0.8, 3.2)],
  ['amazon.nova-premier-v1:0', nova(2.5, 12.5)],
  ['amazon.titan-text-express-v1', { input: 0.2, output: 0.6 }],
  ['amazon.titan-text-lite-v1', { input: 0.15, output: 0.2 }],
  ['amazon.titan-embed-text-v2:0', { input: 0.02, output: 0 }],
  ['anthropic.claude-v2:1', { input: 8, output: 24 }],
  ['anthropic.claude-3-haiku-20240307-v1:0', { input: 0.25, output: 1.25 }],
  ['anthropic.claude-3-sonnet-20240229-v1:0', { input: 3, output: 15 }],
  ['anthropic.claude-3-5-haiku-20241022-v1:0', claude(0.8, 4)],
  ['anthropic.claude-3-5-sonnet-20240620-v1:0', { input: 3, output: 15 }],
  ['anthropic.claude-3-5-sonnet-20241022-v2:0', claude(3, 15)],
  ['anthropic.claude-3-7-sonnet-20250219-v1:0', claude(3, 15)],
  ['anthropic.claude-sonnet-4-20250514-v1:0', claude(3, 15)],
  ['anthropic.claude-sonnet-4-5-20250929-v1:0', claude(3, 15)],
  ['anthropic.claude-sonnet-4-6', claude(3, 15)],
  ['anthropic.claude-haiku-4-5-20251001-v1:0', claude(1, 5)],
  ['anthropic.claude-opus-4-20250514-v1:0', claude(15, 75)],
  ['anthropic.claude-opus-4-1-20250805-v1:0', claude(15, 75)],
  ['anthropic.claude-opus-4-5-20251101-v1:0', claude(5, 25)],
  ['anthropic.claude-opus-4-6-v1', claude(5, 25)],
  ['meta.llama3-8b-instruct-v1:0', { input: 0.3, output: 0.6 }],
  ['meta.llama3-70b-instruct-v1:0', { input: 2.65, output: 3.5 }],
  ['meta.llama3-1-8b-instruct-v1:0', { input: 0.22, output: 0.22 }],
  ['meta.llama3-1-70b-instruct-v1:0', { input: 0.72, output: 0.72 }],
  ['meta.llama3-3-70b-instruct-v1:0', { input: 0.72, output: 0.72 }],
  ['mistral.mistral-7b-instruct-v0:2', { input: 0.15, output: 0.2 }],
  ['mistral.mixtral-8x7b-instruct-v0:1', { input: 0.45, output: 0.7 }],
  ['openai.gpt-oss-20b-1:0', { input: 0.07, output: 0.3 }],
  ['openai.gpt-oss-120b-1:0', { input: 0.15, output: 0.6 }],
])

/** The list price of a model or of a profile that AWS offers for it; null when there is none. */
export const listPriceOf = (named: string | null): Price | null =>
  (named === null ? undefined : listPrices.get(modelOf(named))) ?? null

/** A price as the API writes it, in numbers. */
export function priceOf(given: Omit<NewPrice, 'model'>): Price {
  const { cache_read_usd_per_million: read, cache_write_usd_per_million: write } = given
  return {
    input: Number(given.input_usd_per_million),
    output: Number(given.output_usd_per_million),
    ...(read !== null && { cacheRead: Number(read) }),
    ...(write !== null && { cacheWrite: Number(write) }),
  }
}
