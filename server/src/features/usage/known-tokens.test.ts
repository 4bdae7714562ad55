import { expect, it } from 'vitest'
import { knownTokens } from './known-tokens.ts'

it.each([
  ['nothing was called', [0, 0, 0], [0, 0]],
  ['every call told them', [10, 2, 0], [10, 2]],
  ['some did', [10, 0, 3], [10, 0]],
  ['none did', [0, 0, 3], [null, null]],
] as const)('knows what was told where %s', (_, sums, known) => {
  const [input_tokens, output_tokens, uncounted] = sums
  const [input, output] = known
  expect(knownTokens({ input_tokens, output_tokens, uncounted })).toEqual({ input, output })
})
