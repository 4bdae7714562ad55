import type { UsageBucket } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { chartPoints } from './chart-points.ts'

const bucket = (hour: Date, events: number, runs: number, failures: number): UsageBucket => ({
  hour: hour.toISOString(),
  events,
  runs,
  failures,
  calls: runs,
  tokens: { input: 0, output: 0 },
  cost_usd: null,
})

const hours = (count: number) =>
  Array.from({ length: count }, (_, index) => new Date(2026, 2, 2, index))

it('shows a day hour by hour, failures beside what succeeded', () => {
  const points = chartPoints(hours(24).map((hour, index) => bucket(hour, index, 2, 1)))
  expect(points).toHaveLength(24)
  expect(points[5]).toMatchObject({ Events: 5, Succeeded: 1, Failed: 1 })
})

it('shows a week day by day, in local days', () => {
  const points = chartPoints(hours(168).map((hour) => bucket(hour, 1, 3, 1)))
  expect(points).toHaveLength(7)
  expect(points[0]).toEqual({ label: 'Mar 2', Events: 24, Succeeded: 48, Failed: 24 })
})
