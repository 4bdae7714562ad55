import { expect, it } from 'vitest'
import { successShare } from './success-share.ts'

it.each([
  [0, 0, '–'],
  [3, 3, '100%'],
  [100_000, 99_999, '99.9%'],
  [3, 2, '66.6%'],
  [100_000, 1, '0.1%'],
  [7, 0, '0%'],
])('of %i runs %i: %s', (runs, succeeded, text) => {
  expect(successShare({ runs, succeeded })).toBe(text)
})
