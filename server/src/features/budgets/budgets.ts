import type { Pool } from '../../db/pool.ts'
import type { App } from '../../http/mount.ts'
import { groupCommit } from '../../kernel/group-commit.ts'
import { Problem } from '../../kernel/problem.ts'
import { remembered } from '../../kernel/remembered.ts'
import { sumMoney } from '../../kernel/sum-money.ts'
import type { Verdict } from './decide-holds.ts'
import {
  releaseLost,
  reserveHolds,
  settleHolds,
  type Hold,
  type HoldRequest,
} from './hold-store.ts'
import { periodOf, startsOn } from './period-of.ts'
import { budgetRoutes, type BudgetRouteOptions } from './routes.ts'
import { usedRatio } from './shapes.ts'
import { allBudgets, budgetsOf, type BudgetRow } from './store.ts'
import { realCost, worstCase, type Estimate } from './worst-case.ts'
import type { Price, TokenUsage } from '../../bedrock/bedrock.ts'

export { settleHolds, type SettledHold, type Warning } from './hold-store.ts'

/** A call that is about to be made. */
export interface BudgetedCall {
  readonly attemptId: string
  readonly workerId: string
  readonly organizationId: string
  readonly automationId: string
  readonly providerId: string
  /** '' when no service names the model. */
  readonly serviceId: string
}

/** What a budget holds for a call until it is known what the call has cost. */
export interface BudgetHold extends Hold {
  readonly budget: BudgetRow
}

export interface Budgets {
  readonly routes: (app: App) => void
  /** The budgets that count a call, from memory. */
  applying(call: Omit<BudgetedCall, 'attemptId' | 'workerId'>): Promise<readonly BudgetRow[]>
  /**
   * Holds what a call may cost at most in every budget that counts it. Throws `budget-exceeded` or
   * `price-unknown`; then nothing is held.
   */
  reserve(
    call: BudgetedCall,
    budgets: readonly BudgetRow[],
    estimates: readonly Estimate[],
  ): Promise<readonly BudgetHold[]>
  /** Gives back what is held for a call that was not made. */
  release(holds: readonly BudgetHold[]): Promise<void>
  /** Gives back what dead workers held, and what this one has forgotten. */
  releaseLost(workerId: string, known: readonly string[]): Promise<number>
  /** Every budget with the share of it that is used now, for metrics. */
  shares(): Promise<readonly { readonly budget: BudgetRow; readonly ratio: number }[]>
  /** Forgets what is remembered. Call it when any process has changed a budget. */
  invalidate(): void
}

export interface BudgetsOptions extends Omit<BudgetRouteOptions, 'db' | 'onChange'> {
  readonly pool: Pool
}

/** Verdicts as a group commit hands them out: it cannot hand out null. */
interface Decided {
  readonly verdict: Verdict
}

export function createBudgets({ pool, ...options }: BudgetsOptions): Budgets {
  const { now } = options
  const known = remembered((organizationId) => budgetsOf(pool, organizationId))
  const invalidate = () => known.forget()
  // One transaction at a time: calls that come together are decided together.
  const reservations = groupCommit<HoldRequest, Decided>(
    async (requests) =>
      (await reserveHolds(pool, requests)).map((verdict): Decided => ({ verdict })),
    { maxBatch: 200 },
  )
  return {
    routes: (app) => budgetRoutes(app, { ...options, db: pool, onChange: invalidate }),
    async applying({ organizationId, automationId, providerId, serviceId }) {
      const subjects = new Set(['', automationId, providerId, serviceId])
      const budgets = await known.get(organizationId)
      return budgets.filter(({ subject_id }) => subjects.has(subject_id))
    },
    async reserve({ attemptId, workerId }, budgets, estimates) {
      const at = now()
      const holds = budgets.map((budget) => ({
        attemptId,
        budget,
        budgetId: budget.id,
        startsOn: startsOn(periodOf(budget.period, at)),
        amountUsd: sumMoney(estimates.map((estimate) => worstCase(budget, estimate))) ?? '0',
      }))
      const { verdict } = await reservations.add({ workerId, holds })
      if (verdict) throw refusal(verdict, holds, at)
      return holds
    },
    async release(holds) {
      await settleHolds(
        pool,
        holds.map((hold) => ({ ...hold, costUsd: '0' })),
      )
    },
    releaseLost: (workerId, ids) => releaseLost(pool, workerId, ids),
    async shares() {
      const rows = await allBudgets(pool, now())
      return rows.map((row) => ({ budget: row, ratio: usedRatio(row) }))
    },
    invalidate,
  }
}

/** Tokens of one model, and what they cost; null when nobody knows the price. */
export interface Spending {
  readonly price: Price | null
  readonly usage: TokenUsage
}

/** What was held for a call, with what the call has really cost each budget. */
export const settledAt = (holds: readonly BudgetHold[], spent: readonly Spending[]) =>
  holds.map((hold) => ({ ...hold, costUsd: costIn(hold.budget, spent) }))

/** Null when a part is unknown: then all that was held counts. */
function costIn(budget: BudgetRow, spent: readonly Spending[]): string | null {
  const costs = spent.map(({ price, usage }) => realCost(budget, price, usage))
  return costs.includes(null) ? null : sumMoney(costs)
}

function refusal(
  { budgetId, never }: NonNullable<Verdict>,
  holds: readonly BudgetHold[],
  at: Date,
): Problem {
  const hold = holds.find((one) => `${one.budgetId} ${one.startsOn}` === budgetId)
  if (!hold) throw new Error('A budget refused that was not asked.')
  const { name, period, amount_usd } = hold.budget
  const amount = Number(amount_usd)
  if (never) {
    return new Problem(
      'budget-exceeded',
      `This call may cost up to ${hold.amountUsd} USD, more than the whole budget "${name}" of ${amount} USD a ${period}.`,
      { remedy: 'Lower "max tokens" of the step, shorten its prompt, or raise the budget.' },
    )
  }
  const { endsAt } = periodOf(period, at)
  return new Problem(
    'budget-exceeded',
    `The budget "${name}" of ${amount} USD a ${period} has no room for a call of up to ${hold.amountUsd} USD before ${endsAt.toISOString()}.`,
    { retryAfterMs: endsAt.getTime() - at.getTime() },
  )
}
