import type { ProfileComparison } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { isFilledIn } from './is-filled-in.ts'
import { missingIn } from './missing-in.ts'

const attributes = [
  { name: 'total', scope: 'visitor', type: 'number' },
  { name: 'city', scope: 'visitor', type: 'string' },
  { name: 'answers', scope: 'visitor', type: 'boolean_array' },
  { name: 'kinds', scope: 'visitor', type: 'tally' },
] as const

const of = (part: Partial<ProfileComparison>): ProfileComparison => ({
  scope: 'visitor',
  attribute: 'city',
  operator: 'is_assigned',
  ...part,
})

const number = 'Give the number to compare with.'

it.each([
  ['asks for presence', of({}), undefined],
  ['has no attribute', of({ attribute: '' }), 'Choose what is asked about.'],
  ['compares with a number', of({ operator: 'greater_than', value: 0 }), undefined],
  ['waits for a number', of({ operator: 'greater_than', value: '' }), number],
  ['waits for an age', of({ operator: 'occurred_less_than', unit: 'days' }), number],
  ['compares with an empty text', of({ operator: 'equals', value: '' }), undefined],
  ['compares a number with nothing', of({ attribute: 'total', operator: 'equals', value: '' }), number],
  ['compares a number with a word', of({ attribute: 'total', operator: 'equals', value: 'x' }), number],
  ['compares a number with one', of({ attribute: 'total', operator: 'equals', value: 3 }), undefined],
  ['compares a number with a text of one', of({ attribute: 'total', operator: 'equals', value: '3' }), undefined],
  ['compares a key with nothing', of({ attribute: 'kinds', key: 'a', operator: 'equals', value: '' }), number],
  ['looks for an empty key', of({ attribute: 'kinds', operator: 'contains', value: '' }), undefined],
  ['lists a word among numbers', of({ attribute: 'total', operator: 'in_list', value: [1, 'x'] }), 'Give numbers only.'],
  ['looks for no switch', of({ attribute: 'answers', operator: 'contains', value: '' }), 'Choose true or false.'],
  ['looks for a switch', of({ attribute: 'answers', operator: 'contains', value: false }), undefined],
  ['looks for a switch that was stored as a text', of({ attribute: 'answers', operator: 'contains', value: 'true' }), undefined],
  ['waits for a list', of({ operator: 'in_list', value: [] }), 'Give the values to compare with.'],
  ['has a list', of({ operator: 'in_list', value: ['a'] }), undefined],
  ['waits for a step', of({ operator: 'step_completed', value: '' }), 'Choose a step.'],
] as const)('knows what a comparison waits for that %s', (_, comparison, missing) => {
  expect(missingIn(comparison, attributes)).toBe(missing)
  expect(isFilledIn(comparison, attributes)).toBe(missing === undefined)
}) // prettier-ignore

it('looks into groups', () => {
  expect(isFilledIn({ all: [] }, attributes)).toBe(true)
  expect(isFilledIn({ all: [of({}), { any: [of({ attribute: '' })] }] }, attributes)).toBe(false)
})
