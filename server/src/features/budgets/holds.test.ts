import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NewBudget } from '@outcrop/contract'
import { newId } from '../../kernel/id.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { createBudgets, settledAt, settleHolds, type Budgets } from './budgets.ts'
import { budgetOf } from './shapes.ts'
import { findBudget, insertBudget, updateBudget } from './store.ts'
import type { Estimate } from './worst-case.ts'

const at = new Date('2026-11-24T15:30:00.000Z')
let database: TestDatabase
let organizationId: string
let time: Date

beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  time = at
  organizationId = newId('organization')
  await database.pool.query('insert into organizations (id, name) values ($1, $1)', [organizationId]) // prettier-ignore
  await database.pool.query('delete from budget_holds')
  await database.pool.query('delete from workers')
  await alive('w')
})
afterAll(() => database.drop())

const alive = (id: string) =>
  database.pool.query(`insert into workers (id, lease_until) values ($1, now() + interval '1 minute')`, [id]) // prettier-ignore

/** Budgets as one process has them. */
const process = (): Budgets =>
  createBudgets({
    pool: database.pool,
    now: () => time,
    exists: () => Promise.resolve(true),
    onRoom: () => Promise.resolve(),
  })

async function budget(amount_usd: string, parts: Partial<NewBudget> = {}): Promise<string> {
  const id = newId('budget')
  const given = { name: id, scope: { type: 'organization' } as const, period: 'day' as const, amount_usd, fallback_price: null, ...parts } // prettier-ignore
  await insertBudget(database.pool, organizationId, id, given, time)
  return id
}

const used = async (id: string) => {
  const row = await findBudget(database.pool, organizationId, id, time)
  return { spent: Number(row?.spent_usd), reserved: Number(row?.reserved_usd) }
}

/** A dollar in, a dollar out, per million tokens. */
const price = { input: 1, output: 1 }
const dollar = { model: 'm', price, inputTokens: 500_000, outputTokens: 500_000 }

async function reserve(budgets: Budgets, workerId = 'w', estimate: Estimate = dollar) {
  const call = { attemptId: newId('attempt'), workerId, organizationId, automationId: 'aut', providerId: 'prv', serviceId: '' } // prettier-ignore
  return budgets.reserve(call, await budgets.applying(call), [estimate])
}
const problemOf = (error: unknown) => (error instanceof Error && 'code' in error ? error : null)

describe('a budget for a hundred calls', () => {
  it('holds a hundred of them, however many processes ask at once', async () => {
    const [whole, more] = [await budget('100'), await budget('150', { period: 'month' })]
    const processes = [process(), process(), process(), process()]

    const outcomes = await Promise.allSettled(
      Array.from({ length: 240 }, (_, index) => {
        const budgets = processes[index % processes.length]
        return budgets ? reserve(budgets) : Promise.reject(new Error('none'))
      }),
    )

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(100)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'budget-exceeded' }) // prettier-ignore
    }
    expect(await used(whole)).toEqual({ spent: 0, reserved: 100 })
    expect(await used(more)).toEqual({ spent: 0, reserved: 100 })
  })
})

describe('a budget whose rest is too little for a call', () => {
  const state = async (id: string) => {
    const row = await findBudget(database.pool, organizationId, id, time)
    return row && budgetOf(row, time).current
  }
  const half = { ...dollar, inputTokens: 0 }

  it('says that it refuses, until it has room for one again', async () => {
    const id = await budget('1.7')
    const budgets = process()
    await reserve(budgets)
    expect(await state(id)).toMatchObject({ state: 'ok', refused_at: null })
    await expect(reserve(budgets)).rejects.toMatchObject({ code: 'budget-exceeded' })
    expect(await state(id)).toMatchObject({ state: 'refusing', refused_at: expect.any(String) })

    await reserve(budgets, 'w', half)
    expect(await state(id)).toMatchObject({ state: 'warning', refused_at: null })
  })

  it.each([
    ['the last of several that ask at once is held', [dollar, half], null],
    ['the last of several that ask at once is refused', [half, dollar], expect.any(String)],
  ])('says it by the last that asked: %s', async (_, asked, refused_at: unknown) => {
    const id = await budget('1.7')
    const budgets = process()
    await reserve(budgets)
    await Promise.allSettled(asked.map((one) => reserve(budgets, 'w', one)))
    expect(await state(id)).toMatchObject({ refused_at })
  })

  it('is not said to refuse because of a call that it could never hold, nor once it was raised', async () => {
    const id = await budget('0.8')
    const budgets = process()
    await expect(reserve(budgets)).rejects.toMatchObject({ code: 'budget-exceeded' })
    expect(await state(id)).toMatchObject({ state: 'ok' })

    await reserve(budgets, 'w', half)
    await expect(reserve(budgets, 'w', half)).rejects.toMatchObject({ code: 'budget-exceeded' })
    expect(await state(id)).toMatchObject({ state: 'refusing' })
    const change = { amount_usd: '5' }
    await updateBudget(database.pool, organizationId, id, change, time)
    expect(await state(id)).toMatchObject({ state: 'ok', refused_at: null })
  })
})

describe('what is held', () => {
  it('is replaced by the real cost, and the room is there again', async () => {
    const id = await budget('2')
    const budgets = process()
    const holds = await reserve(budgets)
    await reserve(budgets)
    expect(problemOf(await reserve(budgets).catch((error: unknown) => error))).toMatchObject({ code: 'budget-exceeded' }) // prettier-ignore

    const usage = { input: 250_000, output: 0 }
    expect(await settleHolds(database.pool, settledAt(holds, [{ price, usage }]))).toEqual([])

    expect(await used(id)).toEqual({ spent: 0.25, reserved: 1 })
    const small = { ...dollar, inputTokens: 250_000 }
    await reserve(budgets, 'w', small)
    expect(await used(id)).toEqual({ spent: 0.25, reserved: 1.75 })
  })

  it('counts in full when nobody knows what the call has cost', async () => {
    const id = await budget('2')
    const holds = await reserve(process())
    await settleHolds(
      database.pool,
      settledAt(holds, [{ price, usage: { input: null, output: null } }]),
    )
    expect(await used(id)).toEqual({ spent: 1, reserved: 0 })
  })

  it('is given back when the call is not made', async () => {
    const id = await budget('1')
    const budgets = process()
    await budgets.release(await reserve(budgets))
    expect(await used(id)).toEqual({ spent: 0, reserved: 0 })
  })

  it('by a dead worker is given back, and what its call has cost counts all the same', async () => {
    const id = await budget('2')
    const budgets = process()
    await alive('dead')
    const lost = await reserve(budgets, 'dead')
    await reserve(budgets)
    const kept = await reserve(budgets, 'w').catch(() => [])
    expect(kept).toEqual([])
    await database.pool.query(`delete from workers where id = 'dead'`)

    const { rows } = await database.pool.query<{ attempt_id: string }>(`select attempt_id from budget_holds where worker_id = 'w'`) // prettier-ignore
    const known = rows.map(({ attempt_id }) => attempt_id)
    expect(await budgets.releaseLost('w', known)).toBe(1)
    expect(await used(id)).toEqual({ spent: 0, reserved: 1 })
    await settleHolds(
      database.pool,
      settledAt(lost, [{ price, usage: { input: 100_000, output: 0 } }]),
    )
    expect(await used(id)).toEqual({ spent: 0.1, reserved: 1 })
  })

  it('and that its own worker has forgotten is given back', async () => {
    const id = await budget('2')
    const budgets = process()
    await reserve(budgets)
    expect(await budgets.releaseLost('w', [])).toBe(1)
    expect(await used(id)).toEqual({ spent: 0, reserved: 0 })
  })

  it('belongs to the day on which the call began', async () => {
    const id = await budget('1')
    const budgets = process()
    const holds = await reserve(budgets)
    time = new Date('2026-11-25T00:00:01.000Z')
    await settleHolds(
      database.pool,
      settledAt(holds, [{ price, usage: { input: 1_000_000, output: 0 } }]),
    )
    expect(await used(id)).toEqual({ spent: 0, reserved: 0 })
    await reserve(budgets)
    expect(await used(id)).toEqual({ spent: 0, reserved: 1 })
    time = at
    expect(await used(id)).toEqual({ spent: 1, reserved: 0 })
  })
})

describe('a call', () => {
  it('that a budget has no room for says when there is some again', async () => {
    await budget('1', { name: 'Daily' })
    const budgets = process()
    await reserve(budgets)
    const problem = problemOf(await reserve(budgets).catch((error: unknown) => error))
    expect(problem).toMatchObject({ code: 'budget-exceeded', retryAfterMs: 8.5 * 3_600_000 })
    expect(problem?.message).toContain('"Daily" of 1 USD a day')
  })

  it('that is dearer than the whole budget is not asked to wait for it', async () => {
    await budget('0.5')
    const problem = problemOf(await reserve(process()).catch((error: unknown) => error))
    expect(problem).toMatchObject({ code: 'budget-exceeded', retryAfterMs: undefined })
    expect(problem?.message).toContain('more than the whole budget')
  })

  it('whose price nobody knows is refused, unless the budget has a price to fall back on', async () => {
    await budget('10')
    const unknown = { ...dollar, price: null }
    const problem = problemOf(await reserve(process(), 'w', unknown).catch((error: unknown) => error)) // prettier-ignore
    expect(problem).toMatchObject({ code: 'price-unknown' })
    await database.pool.query('update budgets set fallback_input = 2, fallback_output = 4')
    const [hold] = await reserve(process(), 'w', unknown)
    expect(hold?.amountUsd).toBe('3')
  })

  it('is counted by the budgets of its organization, provider and automation, and by no others', async () => {
    const wanted = [
      await budget('1'),
      await budget('1', { scope: { type: 'provider', id: 'prv' } }),
      await budget('1', { scope: { type: 'automation', id: 'aut' } }),
    ]
    await budget('1', { scope: { type: 'provider', id: 'other' } })
    const holds = await reserve(process())
    expect(holds.map(({ budgetId }) => budgetId)).toEqual(wanted)
  })

  it('counts the calls of its service only, those before it was made included', async () => {
    const id = newId('service')
    const spent = (service: string) => database.pool.query(`insert into usage_calls values ($1, date_trunc('hour', $2::timestamptz, 'UTC'), 'aut', 'prv', 'm', '', 1, 0, 0, 0, 0, 0, 0, 5, 0, $3)`, [organizationId, at, service]) // prettier-ignore
    await spent(id)
    await spent('')
    const counting = await budget('6', { scope: { type: 'service', id } })
    expect(await used(counting)).toEqual({ spent: 5, reserved: 0 })
    const through = { organizationId, automationId: 'aut', providerId: 'prv', serviceId: id, attemptId: newId('attempt'), workerId: 'w' } // prettier-ignore
    const budgets = process()
    expect(await budgets.applying({ ...through, serviceId: '' })).toEqual([])
    const applying = await budgets.applying(through)
    expect(applying.map((row) => row.id)).toEqual([counting])
    await budgets.reserve(through, applying, [dollar])
    const next = { ...through, attemptId: newId('attempt') }
    await expect(budgets.reserve(next, applying, [dollar])).rejects.toMatchObject({ code: 'budget-exceeded' }) // prettier-ignore
  })

  it('warns once when a budget passes four fifths', async () => {
    const id = await budget('10', { name: 'Warned' })
    const budgets = process()
    const settle = async (input: number) =>
      settleHolds(
        database.pool,
        settledAt(await reserve(budgets), [{ price, usage: { input, output: 0 } }]),
      )
    expect(await settle(7_900_000)).toEqual([])
    expect(await settle(100_000)).toMatchObject([{ budget_id: id, name: 'Warned' }])
    expect(await settle(100_000)).toEqual([])
  })
})
