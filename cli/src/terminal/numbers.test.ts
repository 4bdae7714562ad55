import { describe, expect, it } from 'vitest'
import { counted, duration, grouped } from './numbers.ts'

describe('duration', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [2500, '2.5 s'],
    [59_900, '59.9 s'],
    [200_000, '3 min 20 s'],
    [7_500_000, '2 h 5 min'],
  ])('words %i ms', (ms, expected) => {
    expect(duration(ms)).toBe(expected)
  })
})

describe('counted', () => {
  it('knows one and many', () => {
    expect([counted(1, 'event'), counted(1200, 'event'), counted(2, 'batch', 'batches')]).toEqual([
      '1 event',
      '1,200 events',
      '2 batches',
    ])
    expect(grouped(1_234_567)).toBe('1,234,567')
  })
})
