import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sameJson } from './same-json.ts'

it('does not mind the order of members, nor absent ones', () => {
  expect(sameJson({ a: 1, b: [{ c: 2, d: undefined }] }, { b: [{ c: 2 }], a: 1 })).toBe(true)
})

it.each([
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { a: 1, b: 2 }],
  [
    [1, 2],
    [2, 1],
  ],
  [[1], { 0: 1 }],
  [null, {}],
  ['1', 1],
])('tells %j from %j', (one, other) => {
  expect(sameJson(one, other)).toBe(false)
})

it('agrees with what a round trip through text keeps', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(sameJson(value, JSON.parse(JSON.stringify(value)))).toBe(true)
    }),
  )
})
