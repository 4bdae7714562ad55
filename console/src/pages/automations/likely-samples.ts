import type { Condition, Event } from '@outcrop/contract'
import { isGroup, membersOf } from '../../ui/conditions/condition-tree.ts'
import { listOf } from '../../ui/conditions/operator-kind.ts'

type Sampled = Pick<Event, 'name' | 'caused_by'>

/** Event names that a condition asks for, as far as they stand in it word for word. */
export function askedNames(condition: Condition): string[] {
  if (isGroup(condition)) return membersOf(condition).flatMap(askedNames)
  const { attribute, operator } = condition
  const names = attribute === 'tealium_event' && ['equals', 'in_list'].includes(operator)
  return names ? listOf(condition) : []
}

/**
 * Events in the order in which they are good samples of a feed: those with a name that the feed asks
 * for, then others from outside, then answers that Outcrop wrote itself. A guess, and only an order.
 */
export function likelySamples<One extends Sampled>(
  events: readonly One[],
  condition: Condition | undefined,
): One[] {
  const asked = new Set(condition ? askedNames(condition) : [])
  const distance = ({ name, caused_by }: Sampled) => {
    if (caused_by) return 2
    return name !== null && asked.has(name) ? 0 : 1
  }
  return events.toSorted((one, other) => distance(one) - distance(other))
}
