import type { Condition } from '@outcrop/contract'
import { describeTree } from '../../ui/conditions/describe-tree.ts'
import { listOf, operatorLabel } from '../../ui/conditions/operator-kind.ts'

/** What a condition on events means that demands nothing, and one that can never hold. */
export const feedWords = { everything: 'every event', nothing: 'no event' } as const

/** A condition on events in one line. */
export const describeCondition = (condition: Condition): string =>
  describeTree(condition, {
    ...feedWords,
    leaf: (comparison) => {
      const values = listOf(comparison).map((value) => `"${value}"`)
      return [comparison.attribute, operatorLabel(comparison.operator), values.join(', ')]
        .filter((part) => part !== '')
        .join(' ')
    },
  })
