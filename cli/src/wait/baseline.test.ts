import type { Usage } from '@outcrop/contract'
import { describe, expect, it } from 'vitest'
import { hoursSince, processedSince } from './baseline.ts'

const bucket = (hour: string, events: number) => ({
  hour: `2026-06-01T${hour}:00:00.000Z`,
  events,
  runs: 0,
  failures: 0,
  calls: 0,
  tokens: { input: 0, output: 0 },
  cost_usd: null,
})
const usage: Usage = {
  totals: bucket('00', 0),
  hours: [bucket('10', 500), bucket('11', 40), bucket('12', 7)],
  in_progress: { queued: 0, running: 0, waiting: 0 },
  problems: [],
}
const baseline = {
  newest_event_id: null,
  newest_event_at: null,
  hour: '2026-06-01T11:00:00.000Z',
  processed: 30,
}

describe('processedSince', () => {
  it('counts from within the first hour, over the turn of the hour', () => {
    expect(processedSince(usage, baseline)).toBe(40 - 30 + 7)
  })
})

describe('hoursSince', () => {
  it.each([
    ['2026-06-01T11:00:00.000Z', 1],
    ['2026-06-01T11:59:59.000Z', 2],
    ['2026-06-01T12:00:01.000Z', 3],
    ['2026-06-01T10:00:00.000Z', 1],
    ['2026-09-01T10:00:00.000Z', 744],
  ])('at %s asks for enough hours', (now, expected) => {
    expect(hoursSince(baseline, Date.parse(now))).toBe(expected)
  })
})
