import type { ProfileComparison } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { isFilledIn } from './is-filled-in.ts'

const of = (part: Partial<ProfileComparison>): ProfileComparison => ({
  scope: 'visitor',
  attribute: 'total',
  operator: 'is_assigned',
  ...part,
})

it.each([
  ['asks for presence', of({}), true],
  ['has no attribute', of({ attribute: '' }), false],
  ['compares with a number', of({ operator: 'greater_than', value: 0 }), true],
  ['waits for a number', of({ operator: 'greater_than', value: '' }), false],
  ['waits for an age', of({ operator: 'occurred_less_than', unit: 'days' }), false],
  ['compares with an empty text', of({ operator: 'equals', value: '' }), true],
  ['waits for a list', of({ operator: 'in_list', value: [] }), false],
  ['has a list', of({ operator: 'in_list', value: ['a'] }), true],
  ['waits for a step', of({ operator: 'step_completed', value: '' }), false],
])('knows whether a comparison is whole that %s', (_, comparison, isWhole) => {
  expect(isFilledIn(comparison)).toBe(isWhole)
})

it('looks into groups', () => {
  expect(isFilledIn({ all: [] })).toBe(true)
  expect(isFilledIn({ all: [of({}), { any: [of({ attribute: '' })] }] })).toBe(false)
})
