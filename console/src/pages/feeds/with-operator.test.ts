import { comparison, operators } from '@outcrop/contract'
import { describe, expect, it } from 'vitest'
import { numberOrText, operandKind } from '../../ui/conditions/operator-kind.ts'
import { withOperator } from './with-operator.ts'

describe('withOperator', () => {
  const text = { attribute: 'total', operator: 'equals', value: '12', ignore_case: true } as const

  it.each(operators)('makes a comparison with %s that the contract takes', (operator) => {
    const changed = withOperator(text, operator)
    expect(comparison.parse(changed)).toEqual(changed)
    expect('value' in changed).toBe(operandKind(operator) !== 'none')
  })

  it('keeps the value as far as it fits', () => {
    expect(withOperator(text, 'greater_than')).toEqual({
      attribute: 'total',
      operator: 'greater_than',
      value: 12,
    })
    expect(withOperator(text, 'in_list')).toMatchObject({ value: ['12'], ignore_case: true })
    expect(withOperator({ ...text, value: ['a', 'b'] }, 'equals')).toMatchObject({ value: 'a' })
  })

  it('begins a list empty, not with an empty text', () => {
    expect(withOperator({ ...text, value: '' }, 'in_list').value).toEqual([])
  })
})

it.each([
  ['12', 12],
  ['-0.5', -0.5],
  ['', ''],
  [' ', ' '],
  ['12 km', '12 km'],
])('stores %j as %j', (typed, value) => {
  expect(numberOrText(typed)).toBe(value)
})
