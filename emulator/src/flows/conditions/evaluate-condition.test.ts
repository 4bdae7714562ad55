import { expect, it } from 'vitest'
import type { Json } from '../../json.ts'
import { evaluateCondition } from './evaluate-condition.ts'
import { parseCondition } from './parse-condition.ts'

const inputs = new Map<string, Json>([
  ['total', 120],
  ['country', 'NO'],
  ['isMember', true],
  ['quote', 'say "hi"'],
])
const holds = (expression: string) => evaluateCondition(parseCondition(expression), inputs)

it.each([
  ['total == 120', true],
  ['total != 120', false],
  ['total > 120', false],
  ['total >= 120', true],
  ['total < 120.5', true],
  ['total<=-3', false],
  ['country == "NO"', true],
  ['country == "no"', false],
  ['total == "120"', false],
  ['total != "120"', true],
  ['isMember == true', true],
  ['quote == "say \\"hi\\""', true],
  ['100 < total', true],
  ['not total > 200', true],
  ['not not country == "NO"', true],
  ['total > 200 or country == "NO" and isMember == false', false],
  ['(total > 200 or country == "NO") and isMember == true', true],
  ['total > 200 and country == "NO" or isMember == true', true],
  ['not (country == "SE" or total < 10) and isMember == true', true],
])('%s is %s', (expression, expected) => {
  expect(holds(expression)).toBe(expected)
})

it.each([
  ['', 'is missing'],
  ['total', 'must be compared'],
  ['total = 1', 'is not understood'],
  ['total == ', 'is missing'],
  ['(total == 1', 'not closed'],
  ['total == 1 country', 'has ended'],
  ["country == 'NO'", 'is not understood'],
  ['total == 1 and', 'is missing'],
])('refuses %j', (expression, reason) => {
  expect(() => parseCondition(expression)).toThrow(reason)
})

it('compares sizes of numbers only', () => {
  expect(() => holds('country > 3')).toThrow('> compares numbers only, not "NO" with 3.')
  expect(() => holds('unknown == 3')).toThrow('has no input unknown')
})
