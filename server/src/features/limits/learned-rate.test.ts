import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutRate, rateNow, type LearnedRate } from './learned-rate.ts'

const refused = (startedAt: number, observed = 600) => ({ startedAt, observed })

describe('a refusal', () => {
  it('cuts the configured rate', () => {
    const learned = cutRate(null, 100, refused(1000), 1500)
    expect(learned).toEqual({ perMinute: 70, peak: 100, cutAt: 1500 })
    expect(rateNow(learned, 100, 1500)).toBe(70)
  })

  it('cuts what was observed when nothing is configured', () => {
    expect(cutRate(null, null, refused(0), 1000)).toMatchObject({ perMinute: 420, peak: 600 })
  })

  it('of a call that began before the last cut is no news', () => {
    const learned = cutRate(null, 100, refused(1000), 1500)
    expect(cutRate(learned, 100, refused(1500), 1600)).toBe(learned)
    expect(cutRate(learned, 100, refused(1501), 1600).perMinute).toBeLessThan(70)
  })

  it('never leaves less than one call a minute', () => {
    let learned: LearnedRate | null = null
    for (let at = 1; at <= 100; at += 1)
      learned = cutRate(learned, 10, refused(at * 10, 0), at * 10)
    expect(learned?.perMinute).toBe(1)
  })
})

describe('a learned rate', () => {
  const learned = { perMinute: 70, peak: 100, cutAt: 0 }

  it.each([
    [0, 70],
    [10_000, 75],
    [60_000, 100],
    [600_000, 100],
  ])('after %d ms is %d, and no more than what is configured', (at, rate) => {
    expect(rateNow(learned, 100, at)).toBeCloseTo(rate)
  })

  it('is forgotten without a configured one when twice the refused rate went well', () => {
    expect(rateNow(learned, null, 250_000)).toBeCloseTo(195)
    expect(rateNow(learned, null, 260_000)).toBeNull()
  })

  it('grows steadily, never beyond the configured one, and a cut always lowers it', () => {
    const rates = fc.record({ configured: fc.integer({ min: 2, max: 1e6 }), first: fc.integer({ min: 1, max: 1e7 }), second: fc.integer({ min: 1, max: 1e7 }) }) // prettier-ignore
    fc.assert(
      fc.property(rates, ({ configured, first, second }) => {
        const cut = cutRate(null, configured, refused(0), 1)
        const [early, late] = [Math.min(first, second) + 1, Math.max(first, second) + 1]
        const [before, after] = [rateNow(cut, configured, early) ?? 0, rateNow(cut, configured, late) ?? 0] // prettier-ignore
        expect(before).toBeLessThanOrEqual(after)
        expect(after).toBeLessThanOrEqual(configured)
        const again = cutRate(cut, configured, refused(late), late)
        expect(rateNow(again, configured, late)).toBeLessThan(after)
      }),
    )
  })
})
