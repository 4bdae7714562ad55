import { expect, it } from 'vitest'
import { localMinute, runFilter, utc } from './run-filter.ts'

const now = Date.parse('2026-03-08T12:00:00.000Z')

it('counts a span back from now', () => {
  expect(runFilter({ since: '7d', state: 'failed' }, now)).toEqual({
    limit: 50,
    state: 'failed',
    created_after: '2026-03-01T12:00:00.000Z',
    created_before: undefined,
  })
})

it('lets a span win over bounds', () => {
  expect(runFilter({ since: '1h', from: '2020-01-01T00:00', to: '2020-01-02T00:00' }, now)).toEqual(
    {
      limit: 50,
      created_after: '2026-03-08T11:00:00.000Z',
      created_before: undefined,
    },
  )
})

it('takes bounds as local time, there and back', () => {
  const local = localMinute(now)
  expect(runFilter({ from: local }, now).created_after).toBe('2026-03-08T12:00:00.000Z')
})

it('ignores what is no time', () => {
  expect(utc('yesterday')).toBeUndefined()
  expect(utc(undefined)).toBeUndefined()
})
