import type { NewBudget } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { periodOf, startsOn } from './period-of.ts'

export interface BudgetRow {
  readonly id: string
  readonly organization_id: string
  readonly name: string
  readonly scope: 'organization' | 'provider' | 'automation' | 'service'
  /** '' for the whole organization. */
  readonly subject_id: string
  readonly period: 'day' | 'month'
  readonly amount_usd: string
  readonly fallback_input: string | null
  readonly fallback_output: string | null
  readonly created_at: Date
  readonly updated_at: Date
}

/** A budget with what is used of it in the period that it is now. */
export interface UsedBudgetRow extends BudgetRow {
  readonly spent_usd: string
  readonly reserved_usd: string
  readonly warned_at: Date | null
  readonly refused_at: Date | null
}

const used = `select b.*, coalesce(p.spent_usd, 0)::text as spent_usd, coalesce(p.reserved_usd, 0)::text as reserved_usd,
    p.warned_at, p.refused_at
  from budgets b left join budget_periods p on p.budget_id = b.id
    and p.starts_on = date_trunc(b.period, $1::timestamptz, 'UTC')::timestamptz at time zone 'UTC'`

export async function listBudgets(
  db: Db,
  organizationId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  now: Date,
): Promise<UsedBudgetRow[]> {
  const { rows } = await db.query<UsedBudgetRow>(
    `${used} where b.organization_id = $2 and ($3::text is null or b.id < $3) order by b.id desc limit $4`,
    [now.toISOString(), organizationId, cursor ?? null, limit],
  )
  return rows
}

export async function findBudget(
  db: Db,
  organizationId: string,
  id: string,
  now: Date,
): Promise<UsedBudgetRow | undefined> {
  const { rows } = await db.query<UsedBudgetRow>(`${used} where b.organization_id = $2 and b.id = $3`, [
    now.toISOString(),
    organizationId,
    id,
  ]) // prettier-ignore
  return rows[0]
}

/** Budgets of every organization, with what is used of them now. */
export async function allBudgets(db: Db, now: Date): Promise<UsedBudgetRow[]> {
  const { rows } = await db.query<UsedBudgetRow>(`${used} order by b.id`, [now.toISOString()])
  return rows
}

/** An organization's budgets as they are set. */
export async function budgetsOf(db: Db, organizationId: string): Promise<BudgetRow[]> {
  const { rows } = await db.query<BudgetRow>(
    'select * from budgets where organization_id = $1 order by id',
    [organizationId],
  )
  return rows
}

/**
 * Makes a budget, and counts what its period has cost already; that may be enough for its warning.
 * False when the name is taken.
 */
export async function insertBudget(
  db: Db,
  organizationId: string,
  id: string,
  budget: NewBudget,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `with made as (
       insert into budgets (id, organization_id, name, scope, subject_id, period, amount_usd, fallback_input,
         fallback_output, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
       on conflict (organization_id, name) do nothing returning id
     )
     insert into budget_periods (budget_id, starts_on, spent_usd, warned_at)
     select made.id, $11::date, spent, case when spent >= $7 * 0.8 then $10::timestamptz end
     from made, (
       select coalesce(sum(cost_usd), 0) as spent from usage_calls
       where organization_id = $2 and hour >= $11::date::timestamp at time zone 'UTC'
         and ($4 = 'organization' or ($4 = 'provider' and provider_id = $5) or ($4 = 'automation' and automation_id = $5)
           or ($4 = 'service' and service_id = $5))
     ) before`,
    [
      id,
      organizationId,
      budget.name,
      budget.scope.type,
      'id' in budget.scope ? budget.scope.id : '',
      budget.period,
      budget.amount_usd,
      budget.fallback_price?.input_usd_per_million ?? null,
      budget.fallback_price?.output_usd_per_million ?? null,
      now.toISOString(),
      startsOn(periodOf(budget.period, now)),
    ],
  )
  return rowCount === 1
}

export interface BudgetChange {
  readonly name?: string | undefined
  readonly amount_usd?: string | undefined
  readonly fallback_price?: NewBudget['fallback_price'] | undefined
}

/** A budget with more room can warn once more. False when there is none. */
export async function updateBudget(
  db: Db,
  organizationId: string,
  id: string,
  { name, amount_usd, fallback_price }: BudgetChange,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `with changed as (
       update budgets set name = coalesce($3, name), amount_usd = coalesce($4, amount_usd),
         fallback_input = case when $5 then $6 else fallback_input end,
         fallback_output = case when $5 then $7 else fallback_output end, updated_at = $8
       where organization_id = $1 and id = $2 returning id, amount_usd
     ), warned as (
       update budget_periods p set warned_at = case when p.spent_usd >= c.amount_usd * 0.8 then coalesce(p.warned_at, $8) end,
         refused_at = null
       from changed c where p.budget_id = c.id
     )
     select id from changed`,
    [
      organizationId,
      id,
      name ?? null,
      amount_usd ?? null,
      fallback_price !== undefined,
      fallback_price?.input_usd_per_million ?? null,
      fallback_price?.output_usd_per_million ?? null,
      now.toISOString(),
    ],
  )
  return rowCount === 1
}

/** False when there is none. */
export async function deleteBudget(db: Db, organizationId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'delete from budgets where organization_id = $1 and id = $2',
    [organizationId, id],
  )
  return rowCount === 1
}
