import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fullLevel, giveBack, grant, refill, type Level } from './bucket.ts'

const rates = (requestsPerMinute: number | null, tokensPerMinute: number | null = null) => ({
  requestsPerMinute,
  tokensPerMinute,
})
const level = (requests: number, tokens = 0, at = 0): Level => ({ requests, tokens, at })

describe('a bucket', () => {
  it('fills steadily and holds five seconds’ worth', () => {
    expect(refill(level(0), rates(600), 1000).requests).toBe(10)
    expect(refill(level(0), rates(600), 60_000).requests).toBe(50)
    expect(refill(level(0), rates(6), 60_000).requests).toBe(1)
    expect(refill(level(3, 0, 5000), rates(600), 1000)).toEqual(level(3, 0, 5000))
    expect(fullLevel(rates(600, 6000), 7)).toEqual(level(50, 500, 7))
  })

  it.each([
    ['what is wanted', level(10), rates(600), { calls: 4, tokensEach: 0 }, 4, 0, 0],
    ['what there is', level(2.5), rates(600), { calls: 4, tokensEach: 0 }, 2, 0, 0],
    ['nothing, and says when', level(0.5), rates(600), { calls: 4, tokensEach: 0 }, 0, 0, 50],
    ['whole calls of tokens', level(10, 250), rates(600, 6000), { calls: 4, tokensEach: 100 }, 2, 200, 0], // prettier-ignore
    ['no call without its tokens', level(10, 40), rates(600, 6000), { calls: 4, tokensEach: 100 }, 0, 0, 600], // prettier-ignore
    ['all without limits', level(0), rates(null), { calls: 4, tokensEach: 100 }, 4, 400, 0],
    ['one call larger than itself when full', level(10, 500), rates(600, 6000), { calls: 4, tokensEach: 9000 }, 1, 9000, 0], // prettier-ignore
    ['no call larger than itself before', level(10, 400), rates(600, 6000), { calls: 4, tokensEach: 9000 }, 0, 0, 1000], // prettier-ignore
    ['nothing while it owes', level(5, -1000), rates(600, 6000), { calls: 1, tokensEach: 100 }, 0, 0, 11_000], // prettier-ignore
  ])('gives %s', (_, held, limits, want, calls, tokens, waitMs) => {
    expect(grant(held, limits, { tokensHeld: 0, ...want })).toMatchObject({ calls, tokens, waitMs })
  })

  it('gives calls for tokens that were given back, and takes only those that are missing', () => {
    const want = { calls: 4, tokensEach: 100, tokensHeld: 250 }
    expect(grant(level(10, 80), rates(600, 6000), want)).toMatchObject({ calls: 3, tokens: 50 })
    expect(grant(level(10, 0), rates(600, 6000), want)).toMatchObject({ calls: 2, tokens: 0 })
    const owing = { calls: 1, tokensEach: 100, tokensHeld: -100 }
    expect(grant(level(10, 150), rates(600, 6000), owing)).toMatchObject({ calls: 0, waitMs: 500 })
    expect(grant(level(10, 200), rates(600, 6000), owing)).toMatchObject({ calls: 1, tokens: 200 })
  })

  it('takes back what was not used, up to the brim', () => {
    expect(giveBack(level(1, 10), rates(600, 6000), { calls: 2, tokens: 30 })).toEqual(level(3, 40)) // prettier-ignore
    expect(giveBack(level(49, 0), rates(600), { calls: 20, tokens: 9 })).toEqual(level(50, 0))
  })

  it('never lets more through than its rate and what it held', () => {
    const asks = fc.array(
      fc.record({ after: fc.nat(3000), calls: fc.integer({ min: 1, max: 30 }), tokensEach: fc.nat(3000) }), // prettier-ignore
      { minLength: 1, maxLength: 60 },
    )
    const given = fc.record({ rpm: fc.integer({ min: 1, max: 3000 }), tpm: fc.integer({ min: 1, max: 100_000 }), asks }) // prettier-ignore
    fc.assert(
      fc.property(given, ({ rpm, tpm, asks: wanted }) => {
        const limits = rates(rpm, tpm)
        const first = fullLevel(limits, 0)
        let held = first
        const sum = { calls: 0, tokens: 0, largest: 0 }
        for (const { after, ...want } of wanted) {
          const granted = grant(refill(held, limits, held.at + after), limits, {
            tokensHeld: 0,
            ...want,
          })
          held = granted.level
          sum.calls += granted.calls
          sum.tokens += granted.tokens
          sum.largest = Math.max(sum.largest, want.tokensEach)
        }
        const minutes = held.at / 60_000
        expect(sum.calls).toBeLessThanOrEqual(first.requests + minutes * rpm + 1e-6)
        expect(sum.tokens).toBeLessThanOrEqual(first.tokens + minutes * tpm + sum.largest + 1e-6)
      }),
    )
  })

  it('gives something after the wait that it named', () => {
    const given = fc.record({ rpm: fc.integer({ min: 1, max: 3000 }), tpm: fc.integer({ min: 1, max: 100_000 }), requests: fc.double({ min: -5, max: 1, noNaN: true }), tokens: fc.integer({ min: -9000, max: 100 }), each: fc.nat(3000) }) // prettier-ignore
    fc.assert(
      fc.property(given, ({ rpm, tpm, requests, tokens, each }) => {
        const limits = rates(rpm, tpm)
        const want = { calls: 1, tokensEach: each, tokensHeld: 0 }
        const now = grant(level(requests, tokens), limits, want)
        const later = refill(now.level, limits, now.waitMs)
        expect(now.calls + grant(later, limits, want).calls).toBeGreaterThan(0)
      }),
    )
  })
})
