import { costOf, type Price } from '../../bedrock/bedrock.ts'
import { Problem } from '../../kernel/problem.ts'
import type { BudgetRow } from './store.ts'

/** What a call may use at most. */
export interface Estimate {
  /** What the step names as model, for the message. */
  readonly model: string
  readonly price: Price | null
  readonly inputTokens: number
  readonly outputTokens: number
}

/**
 * What a call may cost a budget at most, in USD. Throws `price-unknown` when nobody knows the price
 * and the budget has none to fall back on: a call must not be free because nobody knows what it costs.
 */
export function worstCase(budget: BudgetRow, estimate: Estimate): string {
  const usage = { input: estimate.inputTokens, output: estimate.outputTokens }
  const cost = costOf(estimate.price ?? fallbackOf(budget), usage)
  if (cost !== null) return cost
  throw new Problem(
    'price-unknown',
    `The budget "${budget.name}" counts this call, and nobody knows the price of ${estimate.model}.`,
  )
}

/** What a call has cost a budget; null when its tokens are unknown, and all that was held counts. */
export function realCost(
  budget: BudgetRow,
  price: Price | null,
  usage: Parameters<typeof costOf>[1],
): string | null {
  return costOf(price ?? fallbackOf(budget), usage)
}

function fallbackOf({ fallback_input, fallback_output }: BudgetRow): Price | null {
  if (fallback_input === null || fallback_output === null) return null
  return { input: Number(fallback_input), output: Number(fallback_output) }
}
