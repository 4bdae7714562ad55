import type { Budget, NewBudget } from '@outcrop/contract'

/** What the form holds; every text may be empty while it is being typed. */
export interface BudgetDraft {
  readonly name: string
  readonly scope: NewBudget['scope']['type']
  /** The provider, automation or service, where the scope has one. */
  readonly subject: string | null
  readonly period: NewBudget['period']
  readonly amount: string
  readonly fallbackInput: string
  readonly fallbackOutput: string
}

export const draftOf = (budget: Budget | null): BudgetDraft => ({
  name: budget?.name ?? '',
  scope: budget?.scope.type ?? 'organization',
  subject: budget && 'id' in budget.scope ? budget.scope.id : null,
  period: budget?.period ?? 'month',
  amount: budget?.amount_usd ?? '',
  fallbackInput: budget?.fallback_price?.input_usd_per_million ?? '',
  fallbackOutput: budget?.fallback_price?.output_usd_per_million ?? '',
})

const scopeOf = ({ scope, subject }: BudgetDraft): NewBudget['scope'] =>
  scope === 'organization' ? { type: scope } : { type: scope, id: subject ?? '' }

function fallbackOf({ fallbackInput, fallbackOutput }: BudgetDraft): NewBudget['fallback_price'] {
  if (fallbackInput.trim() === '' && fallbackOutput.trim() === '') return null
  return {
    input_usd_per_million: fallbackInput.trim(),
    output_usd_per_million: fallbackOutput.trim(),
  }
}

export const newBudgetOf = (draft: BudgetDraft): NewBudget => ({
  name: draft.name.trim(),
  scope: scopeOf(draft),
  period: draft.period,
  amount_usd: draft.amount.trim(),
  fallback_price: fallbackOf(draft),
})
