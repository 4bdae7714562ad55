import type { AttributeType } from './attribute.ts'
import { operators, type Operator } from './condition.ts'
import type { ProfileOperator } from './profile-condition.ts'

const presence = ['is_assigned', 'is_not_assigned'] as const
const same = ['equals', 'does_not_equal', 'in_list', 'not_in_list'] as const
const text: readonly Operator[] = [...presence, ...same, 'contains', 'does_not_contain', 'starts_with', 'ends_with', 'matches'] // prettier-ignore
const number: readonly Operator[] = [...presence, ...same, 'greater_than', 'greater_than_or_equal', 'less_than', 'less_than_or_equal'] // prettier-ignore
const items: readonly Operator[] = [...presence, 'contains', 'does_not_contain', 'contains_only']
const texts: readonly Operator[] = [...items, 'contains_part', 'does_not_contain_part']
const age = ['occurred_less_than', 'occurred_more_than'] as const

/** What can be asked of each type of attribute. Of a tally, `contains` asks whether it has a key. */
export const operatorsOf: Readonly<Record<AttributeType, readonly ProfileOperator[]>> = {
  number: [...number, 'has_changed'],
  string: [...text, 'has_changed'],
  boolean: [...presence, 'is_true', 'is_false', 'has_changed'],
  date: [...presence, ...age, 'has_changed'],
  number_array: items,
  string_array: texts,
  boolean_array: items,
  set: texts,
  tally: texts,
  badge: presence,
  funnel: [...presence, 'step_completed', 'step_not_completed', 'is_completed', 'is_not_completed'],
  timeline: presence,
  visitor_id: [...text, 'has_changed'],
}

/** What can be asked of the number that a tally has for a key. */
export const operatorsOfKey: readonly ProfileOperator[] = number

/** What can be asked of an attribute of the event: it has no type, and nothing before it to compare with. */
export const operatorsOfEvent: readonly ProfileOperator[] = [...operators, 'is_true', 'is_false', ...age] // prettier-ignore
