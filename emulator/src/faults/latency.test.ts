import { expect, it } from 'vitest'
import { drawLatency, latencySchema, type Latency } from './latency.ts'
import { seededRandom } from './seeded-random.ts'

function draws(latency: Latency, count = 20_000): number[] {
  const random = seededRandom(3)
  return Array.from({ length: count }, () => drawLatency(latency, random)).sort(
    (left, right) => left - right,
  )
}

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.floor(sorted.length * share)] ?? NaN

it('is the same every time when it is a number', () => {
  expect(new Set(draws(250, 100))).toEqual(new Set([250]))
})

it('spreads evenly between two bounds', () => {
  const sorted = draws({ from: 100, to: 300 })
  expect(at(sorted, 0)).toBeGreaterThanOrEqual(100)
  expect(at(sorted, 0.5)).toBeCloseTo(200, -1)
  expect(sorted.at(-1)).toBeLessThan(300)
})

it('has the median and the tail that were asked for', () => {
  const sorted = draws({ p50: 400, p99: 2000 })
  expect(at(sorted, 0.5) / 400).toBeCloseTo(1, 1)
  expect(at(sorted, 0.99) / 2000).toBeCloseTo(1, 0)
})

it.each([-1, { from: 1 }, { p50: 0, p99: 1 }, 'soon'])('refuses %j', (latency) => {
  expect(latencySchema.safeParse(latency).success).toBe(false)
})
