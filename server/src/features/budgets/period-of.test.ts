import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { periodOf, startsOn } from './period-of.ts'

describe('the period of a budget', () => {
  it.each([
    ['day', '2026-11-24T00:00:00.000Z', '2026-11-24', '2026-11-25'],
    ['day', '2026-12-31T23:59:59.999Z', '2026-12-31', '2027-01-01'],
    ['month', '2026-11-24T12:00:00.000Z', '2026-11-01', '2026-12-01'],
    ['month', '2026-12-31T23:59:59.999Z', '2026-12-01', '2027-01-01'],
    ['month', '2028-02-29T00:00:00.000Z', '2028-02-01', '2028-03-01'],
  ] as const)('%s at %s', (length, at, from, to) => {
    const period = periodOf(length, new Date(at))
    expect(startsOn(period)).toBe(from)
    expect(period.endsAt.toISOString()).toBe(`${to}T00:00:00.000Z`)
  })

  it('holds every moment exactly once', () => {
    const moments = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
    fc.assert(
      fc.property(fc.constantFrom('day' as const, 'month' as const), moments, (length, at) => {
        const { startsAt, endsAt } = periodOf(length, at)
        expect(at >= startsAt && at < endsAt).toBe(true)
        expect(periodOf(length, endsAt).startsAt).toEqual(endsAt)
      }),
    )
  })
})
