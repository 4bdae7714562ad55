import { expect, it } from 'vitest'
import { highestBar } from './highest-bar.ts'

const points = [
  { label: 'Mon', Input: 4, Output: 1 },
  { label: 'Tue', Input: 3, Output: 3 },
]

it('is as high as its values on top of each other, or as the highest of those side by side', () => {
  expect(highestBar(points, ['Input', 'Output'], false)).toBe(6)
  expect(highestBar(points, ['Input', 'Output'], true)).toBe(4)
  expect(highestBar([], ['Input'], false)).toBe(0)
})
