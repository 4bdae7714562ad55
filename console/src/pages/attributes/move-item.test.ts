import { expect, it } from 'vitest'
import { moveItem } from './move-item.ts'

it.each([
  [0, 1, ['b', 'a', 'c']],
  [2, -1, ['a', 'c', 'b']],
  [5, -1, ['a', 'b', 'c']],
])('moves the item at %i by %i', (index, by, moved) => {
  expect(moveItem(['a', 'b', 'c'], index, by)).toEqual(moved)
})
