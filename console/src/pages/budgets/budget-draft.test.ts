import { budget as budgetSchema, newBudget } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { draftOf, newBudgetOf } from './budget-draft.ts'

const id = `aut_${'0'.repeat(32)}`
const saved = budgetSchema.parse({
  id: `bud_${'0'.repeat(32)}`,
  name: 'Scores',
  scope: { type: 'automation', id },
  period: 'day',
  amount_usd: '2.50',
  fallback_price: { input_usd_per_million: '3', output_usd_per_million: '15' },
  current: { starts_at: '2026-11-24T00:00:00.000Z', ends_at: '2026-11-25T00:00:00.000Z', spent_usd: '0', reserved_usd: '0', used_ratio: 0, state: 'ok', warned_at: null, refused_at: null },
  created_at: '2026-11-24T00:00:00.000Z',
  updated_at: '2026-11-24T00:00:00.000Z',
}) // prettier-ignore

it('shows a budget and sends the same one again', () => {
  expect(newBudgetOf(draftOf(saved))).toEqual(newBudget.parse(saved))
})

it('sends no price to fall back on when none is entered', () => {
  const draft = { ...draftOf(null), name: ' All ', amount: '10', fallbackInput: ' ' }
  expect(newBudgetOf(draft)).toEqual({ name: 'All', scope: { type: 'organization' }, period: 'month', amount_usd: '10', fallback_price: null }) // prettier-ignore
})
