import { expect, it } from 'vitest'
import { hclAttributes } from './hcl-attributes.ts'

const long = '[\n  1,\n]'

it.each([
  ['lines of one height', [['sid', '1'], ['actions', '2'], ['resources', '3']], 'sid       = 1\nactions   = 2\nresources = 3'],
  ['a long one in the middle', [['sid', '1'], ['actions', long], ['resources', '3']], `sid = 1\nactions = ${long}\nresources = 3`],
  ['a long one at the end', [['sid', '1'], ['actions', '2'], ['resources', long]], `sid     = 1\nactions = 2\nresources = ${long}`],
  ['a long one at the beginning', [['a', long], ['b', '2'], ['long', '3']], `a = ${long}\nb    = 2\nlong = 3`],
] as const)('aligns %s as terraform fmt does', (_, pairs, text) => {
  expect(hclAttributes(pairs, '')).toBe(text)
}) // prettier-ignore
