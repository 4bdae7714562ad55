import { expect, it } from 'vitest'
import { sumKnown } from './sum-known.ts'

it.each([
  [null, null, null],
  [null, 2, 2],
  [0, null, 0],
  [1, 2, 3],
])('%o and %o are %o', (one, other, sum) => {
  expect(sumKnown(one, other)).toBe(sum)
})
