import type { Attribute, ProfileComparison, ProfileOperator } from '@outcrop/contract'
import { without } from '../without.ts'
import { fittingOperators, likelyOperator } from './fitting-operators.ts'
import { operandFor, operandKind } from './operator-kind.ts'

export type Asked = Pick<ProfileComparison, 'scope' | 'attribute' | 'key'>

/** What a new row of a condition on visitors begins with. */
export const emptyProfileComparison: ProfileComparison = {
  scope: 'visitor',
  attribute: '',
  operator: 'equals',
  value: '',
}

/** The same comparison with another operator; its value is kept as far as it fits. */
export function withProfileOperator(
  comparison: ProfileComparison,
  operator: ProfileOperator,
): ProfileComparison {
  const { scope, attribute, key, unit = 'days' } = comparison
  return {
    scope,
    attribute,
    ...(key !== undefined && { key }),
    operator,
    ...operandFor(comparison, operator),
    ...(operandKind(operator) === 'age' && { unit }),
  }
}

/** The comparison about something else. Its operator stays where it fits that. */
export function withAsked(
  comparison: ProfileComparison,
  asked: Asked,
  attributes: readonly Pick<Attribute, 'name' | 'scope' | 'type'>[],
): ProfileComparison {
  const rest = without(comparison, 'key')
  const fits = fittingOperators(asked, attributes).includes(comparison.operator)
  // A row that nobody has filled in yet begins with what is asked most.
  const fresh = comparison.attribute === '' && asked.attribute !== ''
  const operator = fits && !fresh ? comparison.operator : likelyOperator(asked, attributes)
  return withProfileOperator({ ...rest, ...asked }, operator)
}
