import { describe, expect, it } from 'vitest'
import type { Outcome } from './bench.ts'
import { judge } from './judge.ts'

const outcome = (parts: Partial<Outcome> = {}): Outcome => ({
  floors: [20_000, 26_000, 22_000],
  figures: [14_000, 18_000, 16_000],
  unit: 'events/s',
  goal: { atLeast: 15_000 },
  conditions: [{ name: 'p99', measured: '21 ms', wanted: '≤ 50 ms', met: true }],
  remarks: [],
  ...parts,
})

describe('a verdict', () => {
  it('sets medians beside the goals', () => {
    expect(judge('intake', outcome())).toEqual({
      bench: 'intake',
      unit: 'events/s',
      floor: 22_000,
      figure: 16_000,
      ratio: 0.7273,
      goal: '≥ 15,000 events/s, p99 ≤ 50 ms',
      met: true,
    })
  })

  it.each([
    ['too slow', { goal: { atLeast: 16_001 } }],
    ['too large', { goal: { atMost: 15_999 } }],
    ['of a missed condition', { conditions: [{ name: 'p99', measured: '60 ms', wanted: '≤ 50 ms', met: false }] }], // prettier-ignore
  ])('is not met when it is %s', (_, parts) => {
    expect(judge('intake', outcome(parts)).met).toBe(false)
  })
})
