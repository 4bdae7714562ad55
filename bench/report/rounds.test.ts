import { describe, expect, it } from 'vitest'
import { inTurn, median, percentile, rounded } from './rounds.ts'

describe('rounds', () => {
  it('measure floor and figure in turn', async () => {
    const order: string[] = []
    const note = (what: string, value: number) => () => {
      order.push(what)
      return Promise.resolve(value)
    }

    const rounds = await inTurn(2, note('floor', 1), note('figure', 2))

    expect(order).toEqual(['floor', 'figure', 'floor', 'figure'])
    expect(rounds).toEqual({ floors: [1, 1], figures: [2, 2] })
  })
})

describe('the median', () => {
  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[], NaN],
  ])('of %j is %d', (values, middle) => {
    expect(median(values)).toBe(middle)
  })
})

describe('a percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

  it.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])('of %d leaves that share at or below it', (share, value) => {
    expect(percentile(hundred, share)).toBe(value)
  })
})

describe('a rounded figure', () => {
  it.each([
    [21_372.4, '21,372'],
    [0.49137, '0.491'],
    [7.126, '7.13'],
    [0, '0'],
  ])('of %d is %s', (value, text) => {
    expect(rounded(value)).toBe(text)
  })
})
