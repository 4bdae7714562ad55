import type { Attribute, ProfileCondition } from '@outcrop/contract'
import { isGroup, membersOf } from './condition-tree.ts'
import { missingIn } from './missing-in.ts'

/** Whether nothing in a condition waits to be typed. */
export function isFilledIn(
  condition: ProfileCondition,
  attributes: readonly Pick<Attribute, 'name' | 'scope' | 'type'>[],
): boolean {
  if (!isGroup(condition)) return missingIn(condition, attributes) === undefined
  return membersOf(condition).every((member) => isFilledIn(member, attributes))
}
