import { expect, it } from 'vitest'
import { spanChosen, spanQuery } from './metrics-span.ts'

const now = Date.parse('2026-11-24T15:00:00Z')

it('is the last hours, or days of which both ends count', () => {
  expect(spanQuery(spanChosen('168', now))).toEqual({ hours: 168 })
  const custom = spanChosen('custom', now)
  expect(custom).toEqual({ from: '2026-11-18', to: '2026-11-24' })
  expect(spanQuery(custom)).toEqual({ from: '2026-11-18T00:00:00.000Z', to: '2026-11-25T00:00:00.000Z' }) // prettier-ignore
})

it.each([
  ['an end before the beginning', '2026-11-24', '2026-11-23'],
  ['a day that is not there yet', '', '2026-11-23'],
  ['more than the server sums up', '2025-01-01', '2026-11-23'],
])('asks for nothing with %s', (_name, from, to) => {
  expect(spanQuery({ from, to })).toBeUndefined()
})
