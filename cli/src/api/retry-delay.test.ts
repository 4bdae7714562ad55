import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { retryAfterMs, retryDelayMs } from './retry-delay.ts'

describe('retryDelayMs', () => {
  it.each([
    [1, 0.999, 250],
    [2, 0.999, 500],
    [4, 0.5, 1000],
    [20, 0.999, 4995],
    [5000, 0.999, 4995],
    [3, 0, 0],
  ])('after %i failures with luck %d waits %i ms', (failures, random, expected) => {
    expect(retryDelayMs(failures, random, undefined)).toBeCloseTo(expected, -1)
  })

  it('never comes back before the server wishes, and never later than 5 s on its own', () => {
    const luck = fc.double({ min: 0, max: 0.999999, noNaN: true })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        luck,
        fc.nat(60_000),
        (failures, random, wish) => {
          const delay = retryDelayMs(failures, random, wish)
          expect(delay).toBeGreaterThanOrEqual(wish)
          expect(delay).toBeLessThanOrEqual(Math.max(wish, 5_000))
        },
      ),
    )
  })
})

describe('retryAfterMs', () => {
  const now = Date.parse('2026-06-01T12:00:00Z')
  it.each([
    ['2', 2000],
    ['0', 0],
    ['0.5', 500],
    ['Mon, 01 Jun 2026 12:00:30 GMT', 30_000],
    ['Mon, 01 Jun 2026 11:00:00 GMT', 0],
    ['-1', undefined],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('reads %s', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected)
  })
})
