import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideHolds, type Balance } from './decide-holds.ts'

const balances = (given: Record<string, [amount: number, committed: number]>) =>
  new Map<string, Balance>(
    Object.entries(given).map(([id, [amount, committed]]) => [
      id,
      { amount: BigInt(amount), committed: BigInt(committed) },
    ]),
  )
const demand = (given: Record<string, number>) =>
  new Map(Object.entries(given).map(([id, amount]) => [id, BigInt(amount)]))

describe('holds', () => {
  it('are given up to the last billionth, and not beyond it', () => {
    const verdicts = decideHolds(balances({ a: [10, 0] }), [
      demand({ a: 6 }),
      demand({ a: 5 }),
      demand({ a: 4 }),
      demand({ a: 1 }),
    ])
    expect(verdicts).toEqual([
      null,
      { budgetId: 'a', never: false },
      null,
      { budgetId: 'a', never: false },
    ])
  })

  it('are taken from all budgets of a call or from none', () => {
    const verdicts = decideHolds(balances({ a: [10, 0], b: [3, 0] }), [
      demand({ a: 4, b: 4 }),
      demand({ a: 10 }),
    ])
    expect(verdicts).toEqual([{ budgetId: 'b', never: true }, null])
  })

  it('are not limited by a budget that is gone', () => {
    expect(decideHolds(balances({}), [demand({ gone: 100 })])).toEqual([null])
  })

  it('never exceed a budget, whatever is asked for in whatever order', () => {
    const amounts = fc.record({ a: fc.nat(1000), b: fc.nat(1000) })
    const demands = fc.array(
      fc.record({ a: fc.nat(300), b: fc.nat(300) }, { requiredKeys: [] }).map((given) => given),
      { maxLength: 50 },
    )
    fc.assert(
      fc.property(amounts, demands, ({ a, b }, asked) => {
        const wanted = asked.map((one) => demand(Object.fromEntries(Object.entries(one))))
        const verdicts = decideHolds(balances({ a: [a, 0], b: [b, 0] }), wanted)
        for (const [id, limit] of [['a', a], ['b', b]] as const) {
          const taken = wanted.reduce((sum, one, index) => verdicts[index] === null ? sum + (one.get(id) ?? 0n) : sum, 0n)
          expect(taken <= BigInt(limit)).toBe(true)
        }
      }), // prettier-ignore
    )
  })
})
