import type { NewPrice, Price } from '@outcrop/contract'

/** What the form holds; every text may be empty while it is being typed. */
export interface PriceDraft {
  readonly model: string
  readonly input: string
  readonly output: string
  readonly cacheRead: string
  readonly cacheWrite: string
}

export const draftOf = (price: Price | null): PriceDraft => ({
  model: price?.model ?? '',
  input: price?.input_usd_per_million ?? '',
  output: price?.output_usd_per_million ?? '',
  cacheRead: price?.cache_read_usd_per_million ?? '',
  cacheWrite: price?.cache_write_usd_per_million ?? '',
})

export const newPriceOf = (draft: PriceDraft): NewPrice => ({
  model: draft.model.trim(),
  input_usd_per_million: draft.input.trim(),
  output_usd_per_million: draft.output.trim(),
  cache_read_usd_per_million: draft.cacheRead.trim() || null,
  cache_write_usd_per_million: draft.cacheWrite.trim() || null,
})
