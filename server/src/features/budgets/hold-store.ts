import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import { nanoUsd } from '../../kernel/nano-usd.ts'
import { decideHolds, type Balance, type Demand, type Verdict } from './decide-holds.ts'

/** Money that one budget holds for one call. */
export interface Hold {
  readonly attemptId: string
  readonly budgetId: string
  /** First day of the period that pays, also when the call ends in the next one. */
  readonly startsOn: string
  readonly amountUsd: string
}

export interface HoldRequest {
  readonly workerId: string
  readonly holds: readonly Hold[]
}

interface PeriodRow {
  readonly budget_id: string
  readonly starts_on: string
  readonly amount_usd: string
  readonly committed_usd: string
}

/**
 * Reserves what calls may cost, all of them in one transaction, or says which budget has no room.
 * The rows of the periods are locked in one order, so that workers wait for each other but never in
 * a circle.
 */
export function reserveHolds(pool: Pool, requests: readonly HoldRequest[]): Promise<Verdict[]> {
  const all = requests.flatMap(({ holds }) => holds)
  return transaction(pool, async (db) => {
    const balances = await lockPeriods(db, all)
    const verdicts = decideHolds(balances, requests.map(demandOf))
    await insertHolds(
      db,
      requests.filter((_, index) => verdicts[index] === null),
    )
    await noteRefusals(db, requests, verdicts)
    return verdicts
  })
}

const keyOf = (hold: Pick<Hold, 'budgetId' | 'startsOn'>) => `${hold.budgetId} ${hold.startsOn}`

const demandOf = ({ holds }: HoldRequest): Demand =>
  new Map(holds.map((hold) => [keyOf(hold), nanoUsd(hold.amountUsd)]))

async function lockPeriods(db: Db, holds: readonly Hold[]): Promise<Map<string, Balance>> {
  const wanted = [...new Map(holds.map((hold) => [keyOf(hold), hold])).values()]
  const values = [wanted.map((hold) => hold.budgetId), wanted.map((hold) => hold.startsOn)]
  const lock = () =>
    db.query<PeriodRow>({
      name: 'lock-budget-periods',
      text: `select p.budget_id, p.starts_on::text, b.amount_usd::text, (p.spent_usd + p.reserved_usd)::text as committed_usd
       from budget_periods p join budgets b on b.id = p.budget_id
       join unnest($1::text[], $2::date[]) as w (budget_id, starts_on) using (budget_id, starts_on)
       order by p.budget_id, p.starts_on for update of p`,
      values,
    })
  let { rows } = await lock()
  if (rows.length < wanted.length) {
    // The first call of a day or month finds no row of it yet.
    await db.query(
      `insert into budget_periods (budget_id, starts_on)
       select w.budget_id, w.starts_on from unnest($1::text[], $2::date[]) as w (budget_id, starts_on)
       join budgets b on b.id = w.budget_id
       order by 1, 2 on conflict do nothing`,
      values,
    )
    rows = (await lock()).rows
  }
  return new Map(
    rows.map((row) => [
      `${row.budget_id} ${row.starts_on}`,
      { amount: nanoUsd(row.amount_usd), committed: nanoUsd(row.committed_usd) },
    ]),
  )
}

async function insertHolds(db: Db, requests: readonly HoldRequest[]): Promise<void> {
  const rows = requests.flatMap(({ workerId, holds }) =>
    holds.map((hold) => ({ workerId, ...hold })),
  )
  if (rows.length === 0) return
  await db.query({
    name: 'insert-budget-holds',
    text: `with held as (
       insert into budget_holds (attempt_id, budget_id, starts_on, worker_id, amount_usd)
       select h.* from unnest($1::text[], $2::text[], $3::date[], $4::text[], $5::numeric[])
         as h (attempt_id, budget_id, starts_on, worker_id, amount_usd)
       join budgets b on b.id = h.budget_id
       returning budget_id, starts_on, amount_usd
     )
     update budget_periods p set reserved_usd = p.reserved_usd + h.amount, refused_at = null
     from (select budget_id, starts_on, sum(amount_usd) as amount from held group by 1, 2) h
     where p.budget_id = h.budget_id and p.starts_on = h.starts_on`,
    values: [
      rows.map((row) => row.attemptId),
      rows.map((row) => row.budgetId),
      rows.map((row) => row.startsOn),
      rows.map((row) => row.workerId),
      rows.map((row) => row.amountUsd),
    ],
  })
}

/**
 * Remembers which budgets had no room for the last that asked. A call that no budget of its size could
 * ever hold says nothing about it; a budget that goes on refusing is written to once a second.
 */
async function noteRefusals(
  db: Db,
  requests: readonly HoldRequest[],
  verdicts: readonly Verdict[],
): Promise<void> {
  const isFull = new Map<string, boolean>()
  requests.forEach(({ holds }, index) => {
    const verdict = verdicts[index]
    if (verdict && !verdict.never) isFull.set(verdict.budgetId, true)
    else if (!verdict) for (const hold of holds) isFull.set(keyOf(hold), false)
  })
  const holds = requests.flatMap((one) => one.holds).filter((hold) => isFull.get(keyOf(hold)))
  if (holds.length === 0) return
  await db.query({
    name: 'note-refusing-budgets',
    text: `update budget_periods p set refused_at = now()
       from (select distinct * from unnest($1::text[], $2::date[]) as f (budget_id, starts_on)) f
       where p.budget_id = f.budget_id and p.starts_on = f.starts_on
         and (p.refused_at is null or p.refused_at < now() - interval '1 s')`,
    values: [holds.map((hold) => hold.budgetId), holds.map((hold) => hold.startsOn)],
  })
}

/** A hold, and what the call has really cost; null when nobody knows, and all that was held counts. */
export interface SettledHold extends Hold {
  readonly costUsd: string | null
}

/** A budget that has just passed the share at which its owner is warned. */
export interface Warning {
  readonly budget_id: string
  readonly name: string
  readonly amount_usd: string
  readonly spent_usd: string
}

/**
 * Puts the real cost in the place of what was held, once, however often it is settled. A call whose
 * hold is gone, because its worker seemed dead, has cost its money all the same. Resolves with the
 * budgets to warn about.
 */
export async function settleHolds(db: Db, settled: readonly SettledHold[]): Promise<Warning[]> {
  if (settled.length === 0) return []
  const { rows } = await db.query<Warning & { warned: boolean }>({
    name: 'settle-budget-holds',
    text: `with given as (
       select * from unnest($1::text[], $2::text[], $3::date[], $4::numeric[])
         as g (attempt_id, budget_id, starts_on, cost)
     ), settled as (
       insert into budget_holds as h (attempt_id, budget_id, starts_on, worker_id, amount_usd, settled_at)
       select g.attempt_id, g.budget_id, g.starts_on, '', 0, now() from given g join budgets b on b.id = g.budget_id
       on conflict (attempt_id, budget_id) do update set settled_at = now() where h.settled_at is null
       returning attempt_id, budget_id, starts_on, amount_usd as held
     ), change as (
       select s.budget_id, s.starts_on, sum(g.cost) as cost, sum(s.held) as held
       from settled s join given g using (attempt_id, budget_id) group by 1, 2
     ), locked as materialized (
       select p.budget_id, p.starts_on from budget_periods p join change using (budget_id, starts_on)
       order by 1, 2 for update of p
     )
     update budget_periods p set spent_usd = p.spent_usd + c.cost, reserved_usd = p.reserved_usd - c.held,
       warned_at = case when p.warned_at is null and p.spent_usd + c.cost >= b.amount_usd * 0.8 then now() else p.warned_at end
     from change c join locked using (budget_id, starts_on) join budgets b on b.id = c.budget_id
     where p.budget_id = c.budget_id and p.starts_on = c.starts_on
     returning p.budget_id, b.name, b.amount_usd::text, p.spent_usd::text, p.warned_at is not distinct from now() as warned`,
    values: [
      settled.map((one) => one.attemptId),
      settled.map((one) => one.budgetId),
      settled.map((one) => one.startsOn),
      settled.map((one) => one.costUsd ?? one.amountUsd),
    ],
  })
  return rows.filter(({ warned }) => warned)
}

/** Gives back what is held for calls that nobody makes any more: their worker is dead, or has forgotten them. */
export async function releaseLost(
  db: Db,
  workerId: string,
  known: readonly string[],
): Promise<number> {
  const { rows } = await db.query<{ released: number }>(
    `with gone as (
       delete from budget_holds h
       where h.settled_at is null and ((h.worker_id = $1 and h.attempt_id <> all($2::text[]))
         or not exists (select 1 from workers w where w.id = h.worker_id))
       returning budget_id, starts_on, amount_usd
     ), locked as materialized (
       select p.budget_id, p.starts_on from budget_periods p
       where (p.budget_id, p.starts_on) in (select budget_id, starts_on from gone) order by 1, 2 for update
     ), freed as (
       update budget_periods p set reserved_usd = p.reserved_usd - g.amount
       from (select budget_id, starts_on, sum(amount_usd) as amount from gone group by 1, 2) g join locked using (budget_id, starts_on)
       where p.budget_id = g.budget_id and p.starts_on = g.starts_on
     ), forgotten as (
       delete from budget_holds where settled_at < now() - interval '5 minutes'
     )
     select count(*)::int as released from gone`,
    [workerId, known],
  )
  return rows[0]?.released ?? 0
}
