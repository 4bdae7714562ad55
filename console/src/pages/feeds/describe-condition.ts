import type { Condition } from '@outcrop/contract'
import { describeTree } from '../../ui/conditions/describe-tree.ts'
import { operatorLabel } from '../../ui/conditions/operator-kind.ts'
import { valueWords } from '../../ui/conditions/value-words.ts'

/** What a condition on events means that demands nothing, and one that can never hold. */
export const feedWords = { everything: 'every event', nothing: 'no event' } as const

/** A condition on events in one line. */
export const describeCondition = (condition: Condition): string =>
  describeTree(condition, {
    ...feedWords,
    leaf: (comparison) =>
      [comparison.attribute, operatorLabel(comparison.operator), valueWords(comparison)]
        .filter((part) => part !== '')
        .join(' '),
  })
