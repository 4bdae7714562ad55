import type { Comparison, Operator } from '@outcrop/contract'
import { operandFor } from '../../ui/conditions/operator-kind.ts'

/** The same comparison with another operator; its value is kept as far as it fits. */
export const withOperator = (comparison: Comparison, operator: Operator): Comparison => ({
  attribute: comparison.attribute,
  operator,
  ...operandFor(comparison, operator),
})
