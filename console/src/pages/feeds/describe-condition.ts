import type { Condition } from '@outcrop/contract'
import { describeTree } from '../../ui/conditions/describe-tree.ts'
import { listOf, operatorLabel } from '../../ui/conditions/operator-kind.ts'

/** A condition on events in one line. */
export const describeCondition = (condition: Condition): string =>
  describeTree(condition, {
    leaf: (comparison) => {
      const values = listOf(comparison).map((value) => `"${value}"`)
      return [comparison.attribute, operatorLabel(comparison.operator), values.join(', ')]
        .filter((part) => part !== '')
        .join(' ')
    },
    everything: 'every event',
    nothing: 'no event',
  })
