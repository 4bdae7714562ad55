import { z } from 'zod'
import { id } from './id.ts'
import { usdPerMillion } from './money.ts'
import { time } from './page.ts'

/** What an organization pays for the tokens of a model. It wins over the built-in list price. */
export const newPrice = z.object({
  model: z
    .string()
    .trim()
    .min(1)
    .max(2048)
    .describe('A model id without the prefix of a region, or the ARN exactly as steps name it'),
  input_usd_per_million: usdPerMillion.describe('Tokens of requests'),
  output_usd_per_million: usdPerMillion.describe('Tokens of answers'),
  cache_read_usd_per_million: usdPerMillion
    .nullable()
    .default(null)
    .describe('Tokens read from the cache of the model; as input when null'),
  cache_write_usd_per_million: usdPerMillion
    .nullable()
    .default(null)
    .describe('Tokens written to the cache of the model; as input when null'),
})
export type NewPrice = z.infer<typeof newPrice>

export const price = newPrice.extend({
  id: id('price').nullable().describe('Null for a built-in list price'),
  source: z
    .enum(['list', 'organization'])
    .describe('Of the built-in list, or set by the organization'),
  updated_at: time.nullable().describe('Null for a built-in list price'),
})
export type Price = z.infer<typeof price>
