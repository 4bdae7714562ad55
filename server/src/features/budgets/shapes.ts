import type { Budget, BudgetScope } from '@outcrop/contract'
import { nanoUsd } from '../../kernel/nano-usd.ts'
import { periodOf } from './period-of.ts'
import type { BudgetRow, UsedBudgetRow } from './store.ts'

/** The share from which the owner of a budget is warned; `settleHolds` notes when it was passed. */
const warnsAt = 0.8

export function budgetOf(row: UsedBudgetRow, now: Date): Budget {
  const { startsAt, endsAt } = periodOf(row.period, now)
  const ratio = usedRatio(row)
  return {
    id: row.id,
    name: row.name,
    scope: scopeOf(row),
    period: row.period,
    amount_usd: plain(row.amount_usd),
    fallback_price:
      row.fallback_input === null || row.fallback_output === null
        ? null
        : {
            input_usd_per_million: plain(row.fallback_input),
            output_usd_per_million: plain(row.fallback_output),
          },
    current: {
      starts_at: startsAt.toISOString(),
      ends_at: endsAt.toISOString(),
      spent_usd: plain(row.spent_usd),
      reserved_usd: plain(row.reserved_usd),
      used_ratio: ratio,
      state: stateOf(ratio, row.refused_at !== null),
      warned_at: row.warned_at?.toISOString() ?? null,
      refused_at: row.refused_at?.toISOString() ?? null,
    },
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

/** Spent and reserved as a share of the amount; 1 of a budget of nothing. */
export function usedRatio(row: UsedBudgetRow): number {
  const amount = Number(nanoUsd(row.amount_usd))
  const used = Number(nanoUsd(row.spent_usd) + nanoUsd(row.reserved_usd))
  return amount === 0 ? 1 : Math.round((used / amount) * 10_000) / 10_000
}

function stateOf(ratio: number, hasRefused: boolean): Budget['current']['state'] {
  if (ratio >= 1) return 'exceeded'
  if (hasRefused) return 'refusing'
  return ratio >= warnsAt ? 'warning' : 'ok'
}

function scopeOf({ scope, subject_id }: BudgetRow): BudgetScope {
  return scope === 'organization' ? { type: scope } : { type: scope, id: subject_id }
}

/** Without the noughts that PostgreSQL pads with, but with cents. */
function plain(amount: string): string {
  const [whole = '0', fraction = ''] = amount.split('.')
  const digits = fraction.replace(/0+$/, '')
  return digits === '' ? whole : `${whole}.${digits.padEnd(2, '0')}`
}
