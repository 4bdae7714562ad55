import type { Price as PriceShape } from '@outcrop/contract'
import type { Price } from '../../bedrock/bedrock.ts'
import type { PriceRow } from './store.ts'

export const priceOfRow = (row: PriceRow): Price => ({
  input: Number(row.input),
  output: Number(row.output),
  ...(row.cache_read !== null && { cacheRead: Number(row.cache_read) }),
  ...(row.cache_write !== null && { cacheWrite: Number(row.cache_write) }),
})

export const ownPriceShape = (row: PriceRow): PriceShape & { id: string } => ({
  id: row.id,
  source: 'organization',
  model: row.model,
  input_usd_per_million: plain(row.input),
  output_usd_per_million: plain(row.output),
  cache_read_usd_per_million: row.cache_read === null ? null : plain(row.cache_read),
  cache_write_usd_per_million: row.cache_write === null ? null : plain(row.cache_write),
  updated_at: row.updated_at.toISOString(),
})

export const listPriceShape = ([model, price]: readonly [string, Price]): PriceShape => ({
  id: null,
  source: 'list',
  model,
  input_usd_per_million: decimal(price.input),
  output_usd_per_million: decimal(price.output),
  cache_read_usd_per_million: price.cacheRead === undefined ? null : decimal(price.cacheRead),
  cache_write_usd_per_million: price.cacheWrite === undefined ? null : decimal(price.cacheWrite),
  updated_at: null,
})

const decimal = (value: number): string => plain(value.toFixed(6))

/** PostgreSQL pads to six places; people do not. */
const plain = (amount: string): string => amount.replace(/\.?0+$/, '')
