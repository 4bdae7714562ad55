import { describe, expect, it } from 'vitest'
import { usagePoints } from './usage-points.ts'

const now = Date.parse('2026-11-24T15:30:00.000Z')
const group = (key: string) => ({
  key,
  name: key,
  calls: 1,
  failures: 0,
  cached: 0,
  tokens: { input: 100, output: 10, cache_read: 0, cache_write: 0 },
  cost_usd: '0.25',
  unpriced: 0,
  uncounted: 0,
})

describe('the points of a usage chart', () => {
  it('are the hours of a day, the present one last', () => {
    const points = usagePoints([group('2026-11-24T15:00:00.000Z')], 24, now)
    expect(points).toHaveLength(24)
    expect(points.at(-1)).toMatchObject({ Spend: 0.25, Input: 100, Output: 10 })
    expect(points.slice(0, -1).every(({ Spend, Input }) => Spend === 0 && Input === 0)).toBe(true)
  })

  it('are the days of UTC in a week, and the one that it began in', () => {
    const points = usagePoints([group('2026-11-17'), group('2026-11-24')], 168, now)
    expect(points.map(({ Spend }) => Spend)).toEqual([0.25, 0, 0, 0, 0, 0, 0, 0.25])
  })
})
