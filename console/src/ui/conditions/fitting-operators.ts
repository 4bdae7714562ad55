import {
  operatorsOf,
  operatorsOfEvent,
  operatorsOfKey,
  type Attribute,
  type AttributeType,
  type ProfileComparison,
  type ProfileOperator,
} from '@outcrop/contract'

type Typed = Pick<Attribute, 'name' | 'scope' | 'type'>
type Asked = Pick<ProfileComparison, 'scope' | 'attribute' | 'key'>

/** The attribute that something is about; undefined when it is of the event, or not there. */
export function findAsked<One extends Typed>(
  { scope, attribute }: Pick<Asked, 'scope' | 'attribute'>,
  attributes: readonly One[],
): One | undefined {
  return attributes.find((one) => one.scope === scope && one.name === attribute)
}

/** The operators that can be asked of an attribute. Of one that is not there, those of an event. */
export function fittingOperators(
  asked: Asked,
  attributes: readonly Typed[],
): readonly ProfileOperator[] {
  if (asked.key !== undefined) return operatorsOfKey
  const found = findAsked(asked, attributes)
  return found ? operatorsOf[found.type] : operatorsOfEvent
}

/** What is asked most of each type. */
const likely: Readonly<Record<AttributeType, ProfileOperator>> = {
  number: 'greater_than_or_equal',
  string: 'equals',
  boolean: 'is_true',
  date: 'occurred_less_than',
  number_array: 'contains',
  string_array: 'contains',
  boolean_array: 'contains',
  set: 'contains',
  tally: 'contains',
  badge: 'is_assigned',
  funnel: 'is_completed',
  timeline: 'is_assigned',
  visitor_id: 'is_assigned',
}

/** What a comparison begins with when it is about another attribute. */
export function likelyOperator(asked: Asked, attributes: readonly Typed[]): ProfileOperator {
  if (asked.key !== undefined) return 'greater_than_or_equal'
  const found = findAsked(asked, attributes)
  return found ? likely[found.type] : 'equals'
}
