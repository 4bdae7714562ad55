import { expect, test } from 'vitest'
import { waitBeforeMs } from './wait-before.ts'

test.each<[number, number, number, number]>([
  [1, 0, 0, 0],
  [1, 0, 0.5, 100],
  [3, 0, 0.5, 400],
  [9, 0, 0.5, 2500],
  [1, 3000, 0.5, 3000],
])('after %i failures, asked for %i ms, chance %f: %i ms', (failures, asked, random, expected) => {
  expect(waitBeforeMs(failures, asked, random)).toBe(expected)
})
