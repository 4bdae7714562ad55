import fc from 'fast-check'
import { expect, it } from 'vitest'
import { latencyAt, latencyClass } from './latency-class.ts'

const classified = (latencies: readonly number[]) =>
  latencies.map((ms) => ({ latency: latencyClass(ms), count: 1 }))

it('knows a percentile to a fifth of what it is, whatever the latencies are', () => {
  const latency = fc.double({ min: 1, max: 1e10, noNaN: true })
  fc.assert(
    fc.property(fc.array(latency, { minLength: 1 }), fc.constantFrom(0.5, 0.95), (all, share) => {
      const exact = all.toSorted((a, b) => a - b)[Math.ceil(share * all.length) - 1] ?? NaN
      const known = latencyAt(share, classified(all)) ?? NaN
      expect(known).toBeGreaterThanOrEqual(Math.round(exact / 1.2))
      expect(known).toBeLessThanOrEqual(Math.round(exact * 1.2) + 1)
    }),
  )
})

it.each([
  ['none', [], null],
  ['none that took time', [{ latency: 0, count: 3 }], 0],
  ['many in one class', [{ latency: latencyClass(1000), count: 100 }], 939],
  ['a few slow ones among many', [{ latency: latencyClass(100), count: 98 }, { latency: latencyClass(9000), count: 2 }], 99],
])('of %s', (_name, counted, expected) => {
  expect(latencyAt(0.5, counted)).toBe(expected)
}) // prettier-ignore

it('has a class for every latency', () => {
  expect([0, 0.4, 1, 2, 4, Number.MAX_SAFE_INTEGER].map(latencyClass)).toEqual([0, 0, 1, 5, 9, 160])
})
