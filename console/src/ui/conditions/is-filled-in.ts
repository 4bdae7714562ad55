import type { ProfileComparison, ProfileCondition } from '@outcrop/contract'
import { isGroup, membersOf } from './condition-tree.ts'
import { listOf, operandKind } from './operator-kind.ts'

/**
 * Whether nothing in a condition waits to be typed: the server would refuse it. An empty text is one
 * to compare with.
 */
export const isFilledIn = (condition: ProfileCondition): boolean =>
  isGroup(condition) ? membersOf(condition).every(isFilledIn) : isWhole(condition)

function isWhole(comparison: ProfileComparison): boolean {
  if (comparison.attribute === '') return false
  switch (operandKind(comparison.operator)) {
    case 'none':
    case 'text':
      return true
    case 'number':
    case 'age':
      return typeof comparison.value === 'number'
    case 'list':
    case 'step':
      return listOf(comparison).some((text) => text !== '')
  }
}
