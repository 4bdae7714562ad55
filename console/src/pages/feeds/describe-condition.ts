import type { Condition } from '@outcrop/contract'
import { isGroup, membersOf, modeOf } from './condition-tree.ts'
import { listOf, operatorLabel } from './operator-kind.ts'

/** A condition in one line, as a person would say it. */
export function describeCondition(condition: Condition): string {
  if (!isGroup(condition)) {
    const values = listOf(condition).map((value) => `"${value}"`)
    return [condition.attribute, operatorLabel(condition.operator), values.join(', ')]
      .filter((part) => part !== '')
      .join(' ')
  }
  const members = membersOf(condition)
  const mode = modeOf(condition)
  if (members.length === 0) return mode === 'all' ? 'every event' : 'no event'
  const parts = members.map((member) =>
    isGroup(member) && membersOf(member).length > 1
      ? `(${describeCondition(member)})`
      : describeCondition(member),
  )
  return parts.join(mode === 'all' ? ' and ' : ' or ')
}
