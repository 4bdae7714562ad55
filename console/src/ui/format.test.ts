import { describe, expect, it } from 'vitest'
import {
  counted,
  formatAgo,
  formatCompact,
  formatCount,
  formatDuration,
  formatMoney,
  words,
} from './format.ts'

describe('formatMoney', () => {
  it.each([
    [null, '–'],
    ['0', '$0.00'],
    ['0.00004321', '$0.000043'],
    ['0.0099', '$0.0099'],
    ['0.01', '$0.01'],
    ['0.0236', '$0.024'],
    ['0.5', '$0.50'],
    ['12.345', '$12.35'],
    ['1234.5', '$1,234.50'],
  ])('%s becomes %s', (usd, text) => {
    expect(formatMoney(usd)).toBe(text)
  })
})

describe('formatDuration', () => {
  it.each([
    [null, '–'],
    [0, '0 ms'],
    [999, '999 ms'],
    [1250, '1.3 sec'],
    [61_000, '1 min 1 sec'],
    [3_600_000, '1 hr 0 min'],
    [7_530_000, '2 hr 6 min'],
  ])('%s ms becomes %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })
})

describe('formatAgo', () => {
  const now = Date.parse('2026-03-01T12:00:00.000Z')

  it.each([
    ['2026-03-01T12:00:00.000Z', 'now'],
    ['2026-03-01T11:59:51.000Z', 'now'],
    ['2026-03-01T12:00:09.000Z', 'now'],
    ['2026-03-01T11:59:30.000Z', '30 seconds ago'],
    ['2026-03-01T11:55:00.000Z', '5 minutes ago'],
    ['2026-03-01T09:00:00.000Z', '3 hours ago'],
    ['2026-03-01T12:00:20.000Z', 'in 20 seconds'],
    ['2026-02-27T12:00:00.000Z', null],
  ])('%s is %s', (iso, text) => {
    expect(formatAgo(iso, now)).toBe(text)
  })
})

describe('counts', () => {
  it('says what is unknown instead of nothing', () => {
    expect(formatCount(null)).toBe('–')
    expect(formatCount(0)).toBe('0')
  })

  it('shortens only what is long', () => {
    expect(formatCompact(99_999)).toBe('99,999')
    expect(formatCompact(1_234_567)).toBe('1.2M')
  })
})

it('writes names as words', () => {
  expect(words('succeeded_with_defaults')).toBe('Succeeded with defaults')
  expect(words('inference-profile')).toBe('Inference profile')
})

it('counts one of a thing and many', () => {
  expect(counted(1, 'event')).toBe('1 event')
  expect(counted(2000, 'event')).toBe('2,000 events')
})
