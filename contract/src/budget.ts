import { z } from 'zod'
import { id } from './id.ts'
import { usd, usdPerMillion } from './money.ts'
import { time } from './page.ts'

/** Whose calls a budget counts. */
export const budgetScope = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('organization') }),
    z.object({ type: z.literal('provider'), id: id('provider') }),
    z.object({ type: z.literal('automation'), id: id('automation') }),
    z.object({ type: z.literal('service'), id: id('service') }),
  ])
  .describe('Whose calls are counted')
export type BudgetScope = z.infer<typeof budgetScope>

/** A hard limit on what Bedrock calls may cost in a day or a month (UTC). */
export const newBudget = z.object({
  name: z.string().trim().min(1).max(100).describe('What people call the budget'),
  scope: budgetScope,
  period: z.enum(['day', 'month']).describe('Counted anew each day, or each month, of UTC'),
  amount_usd: usd,
  fallback_price: z
    .object({ input_usd_per_million: usdPerMillion, output_usd_per_million: usdPerMillion })
    .nullable()
    .default(null)
    .describe('What calls of models without a known price are counted at; without it they are refused'), // prettier-ignore
})
export type NewBudget = z.infer<typeof newBudget>

/** Absent members stay as they are. Whose calls it counts, and for how long, is decided once. */
export const budgetPatch = z.object({
  name: newBudget.shape.name.optional(),
  amount_usd: usd.optional(),
  fallback_price: newBudget.shape.fallback_price
    .unwrap()
    .optional()
    .describe('What calls of models without a known price are counted at; null refuses them'),
})

export const budgetStates = ['ok', 'warning', 'refusing', 'exceeded'] as const

export const budget = newBudget.extend({
  id: id('budget'),
  current: z
    .object({
      starts_at: time,
      ends_at: time,
      spent_usd: z.string().describe('What calls have cost so far, as a decimal string in USD'),
      reserved_usd: z.string().describe('Held for calls that are being made'),
      used_ratio: z.number().describe('Spent and reserved as a share of the amount'),
      state: z
        .enum(budgetStates)
        .describe('warning from 80 %; refusing when what is left was too little for the last call; exceeded when nothing is left'), // prettier-ignore
      warned_at: time
        .nullable()
        .describe('When what was spent passed 80 %, which the server logs once; null before'),
      refused_at: time
        .nullable()
        .describe('When it last had no room for a call; null when it has had room for one since'),
    })
    .describe('The day or month that it is now'),
  created_at: time,
  updated_at: time,
})
export type Budget = z.infer<typeof budget>
