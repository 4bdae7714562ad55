import { expect, it } from 'vitest'
import { axisTicks } from './axis-ticks.ts'
import { formatMoneyTick } from './format.ts'

it.each([
  ['nothing', 0, true, [0, 1]],
  ['one run', 1, true, [0, 1]],
  ['three runs', 3, true, [0, 1, 2, 3]],
  ['as many as fill the steps', 10, true, [0, 2, 4, 6, 8, 10]],
  ['thousands', 1216, true, [0, 500, 1000, 1500]],
  ['parts of a cent', 0.0000217, false, [0, 0.000005, 0.00001, 0.000015, 0.00002, 0.000025]],
  ['what floats do not hold', 0.3, false, [0, 0.1, 0.2, 0.3]],
])('marks an axis of %s', (_name, greatest, whole, ticks) => {
  expect(axisTicks(greatest, whole)).toEqual(ticks)
})

it.each([0.0000217, 0.0064, 0.0243, 0.026, 0.31, 4.2, 117, 23_456])(
  'shows no two marks of an axis up to $%s as the same money',
  (greatest) => {
    const ticks = axisTicks(greatest, false)
    const labels = ticks.map((tick) => formatMoneyTick(tick, ticks[1] ?? 0))
    expect(new Set(labels).size).toBe(ticks.length)
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(greatest)
  },
)

it('shows all marks of money with as many digits as the step has', () => {
  const labels = [0, 0.005, 0.01, 0.015].map((tick) => formatMoneyTick(tick, 0.005))
  expect(labels).toEqual(['$0.000', '$0.005', '$0.010', '$0.015'])
})
