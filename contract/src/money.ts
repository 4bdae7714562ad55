import { z } from 'zod'

/** An amount in USD as a decimal string, such as 12.50; exact to nine places. */
export const usd = z
  .string()
  .regex(
    /^\d{1,9}(\.\d{1,9})?$/,
    'must be an amount in USD such as "12.50": up to nine digits, and up to nine more after a point',
  )
  .describe('An amount in USD as a decimal string, such as 12.50; exact to nine places')

/** A price in USD per million tokens as a decimal string; exact to six places. */
export const usdPerMillion = z
  .string()
  .regex(
    /^\d{1,6}(\.\d{1,6})?$/,
    'must be a price in USD per million tokens such as "0.25": up to six digits, and up to six more after a point',
  )
  .describe('USD per million tokens as a decimal string; exact to six places')
