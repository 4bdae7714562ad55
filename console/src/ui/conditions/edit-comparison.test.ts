import {
  attributeTypes,
  operatorsOf,
  profileComparison,
  profileOperators,
  type ProfileComparison,
} from '@outcrop/contract'
import { expect, it } from 'vitest'
import { emptyProfileComparison, withAsked, withProfileOperator } from './edit-comparison.ts'
import { operandKind } from './operator-kind.ts'

const attributes = attributeTypes.map((type) => ({ name: type, scope: 'visitor' as const, type }))
const total: ProfileComparison = {
  scope: 'visitor',
  attribute: 'number',
  operator: 'greater_than',
  value: 12,
}

it.each(profileOperators)('makes a comparison with %s that the contract takes', (operator) => {
  const changed = withProfileOperator(total, operator)
  expect(profileComparison.parse(changed)).toEqual(changed)
  expect('value' in changed).toBe(operandKind(operator) !== 'none')
  expect('unit' in changed).toBe(operandKind(operator) === 'age')
})

it.each(attributeTypes)('asks of an attribute of type %s what can be asked of it', (type) => {
  const fresh = withAsked(emptyProfileComparison, { scope: 'visitor', attribute: type }, attributes)
  expect(operatorsOf[type]).toContain(fresh.operator)
  const other = withAsked(total, { scope: 'visitor', attribute: type }, attributes)
  expect(operatorsOf[type]).toContain(other.operator)
})

it('keeps operator and value for an attribute that they fit', () => {
  const wider = [
    ...attributes,
    { name: 'orders', scope: 'visit' as const, type: 'number' as const },
  ]
  expect(withAsked(total, { scope: 'visit', attribute: 'orders' }, wider)).toEqual({
    ...total,
    scope: 'visit',
    attribute: 'orders',
  })
})

it('compares the number of a key, and drops the key with the tally', () => {
  const asked = { scope: 'visitor', attribute: 'tally', key: 'shoes' } as const
  const keyed = withAsked(total, asked, attributes)
  expect(keyed).toEqual({ ...asked, operator: 'greater_than', value: 12 })
  const back = withAsked(keyed, { scope: 'visitor', attribute: 'number' }, attributes)
  expect(back).toEqual(total)
})
