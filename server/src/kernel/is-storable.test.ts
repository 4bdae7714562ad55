import { expect, it } from 'vitest'
import { isStorable } from './is-storable.ts'

it.each([
  ['a NUL', { a: ['x\0'] }, false],
  ['a NUL in a key', { 'a\0': 1 }, false],
  ['a high surrogate alone', '\ud83d', false],
  ['a low surrogate alone', 'x\ude00y', false],
  ['a NUL behind a backslash', '\\\0', false],
  ['a whole pair', '😀', true],
  ['the text \\u0000', String.raw`\u0000`, true],
  ['the text \\ud83d', { a: String.raw`see \ud83d` }, true],
  ['nothing', undefined, true],
])('%s', (_, value, storable) => {
  expect(isStorable(value)).toBe(storable)
})
