import { expect, it } from 'vitest'
import { volumeSpan } from './volume-span.ts'

const now = new Date('2026-03-10T15:42:07.123Z')
const spanOf = (hours: number) => {
  const { step, from, to } = volumeSpan(hours, now)
  return [step, from.toISOString(), to.toISOString()]
}

it.each([
  [1, ['hour', '2026-03-10T15:00:00.000Z', '2026-03-10T15:00:00.000Z']],
  [24, ['hour', '2026-03-09T16:00:00.000Z', '2026-03-10T15:00:00.000Z']],
  [48, ['hour', '2026-03-08T16:00:00.000Z', '2026-03-10T15:00:00.000Z']],
  [49, ['day', '2026-03-08T00:00:00.000Z', '2026-03-10T00:00:00.000Z']],
  [168, ['day', '2026-03-04T00:00:00.000Z', '2026-03-10T00:00:00.000Z']],
  [720, ['day', '2026-02-09T00:00:00.000Z', '2026-03-10T00:00:00.000Z']],
])('the last %i hours are whole hours or days', (hours, expected) => {
  expect(spanOf(hours)).toEqual(expected)
})
