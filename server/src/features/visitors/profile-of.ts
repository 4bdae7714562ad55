import type { AttributeType } from '@outcrop/contract'
import type { TypedValues, VisitorProfile } from '../../actions/visitor-profile.ts'
import { isList, isTable, type Value, type Values, type VisitorState } from './state.ts'
import { dateOf } from './read-value.ts'

/** What names the values of a visitor: its attributes and audiences. */
export interface ProfileNames {
  readonly attributes: readonly { readonly name: string; readonly type: AttributeType }[]
  readonly audiences: readonly { readonly id: string; readonly name: string }[]
}

/** The key of each type in a visitor record. Badges are names, not values. */
const typeKeys: Readonly<Record<Exclude<AttributeType, 'badge'>, string>> = {
  number: 'metrics',
  string: 'properties',
  boolean: 'flags',
  date: 'dates',
  number_array: 'metric_lists',
  string_array: 'property_lists',
  boolean_array: 'flag_lists',
  set: 'property_sets',
  tally: 'metric_sets',
  timeline: 'sequences',
  funnel: 'funnels',
  visitor_id: 'visitor_ids',
}

/** A visitor as templates see it. */
export function profileOf(
  visitorId: string,
  { createdAt, events, visits, attributes, visit, audiences }: VisitorState,
  names: ProfileNames,
): VisitorProfile {
  const types = new Map(names.attributes.map(({ name, type }) => [name, type]))
  return {
    visitor_id: visitorId,
    created_at: isoOf(createdAt),
    total_event_count: events,
    total_visit_count: visits,
    attributes: typed(attributes, types),
    badges: Object.keys(attributes).filter((name) => types.get(name) === 'badge'),
    audiences: names.audiences
      .filter(({ id }) => Object.hasOwn(audiences, id))
      .map(({ name }) => name),
    current_visit: visit && {
      started_at: isoOf(visit.startedAt),
      total_event_count: visit.events,
      attributes: typed(visit.attributes, types),
    },
  }
}

function typed(values: Values, types: ReadonlyMap<string, AttributeType>): TypedValues {
  const byType: Record<string, Record<string, unknown>> = {}
  for (const [name, value] of Object.entries(values)) {
    const type = types.get(name)
    if (type === undefined || type === 'badge') continue
    const ofType = (byType[typeKeys[type]] ??= {})
    ofType[name] = shownValue(value, type)
  }
  return byType
}

/** A value as people and models read it: times as ISO-8601. */
export function shownValue(value: Value, type: AttributeType): unknown {
  if (type === 'date') return isoOf(dateOf(value) ?? 0)
  if (type === 'timeline' && isList(value)) return value.map(withTime)
  if (type !== 'funnel' || !isTable(value)) return value
  const steps = isTable(value['steps']) ? Object.entries(value['steps']) : []
  return { ...value, steps: Object.fromEntries(steps.map(([name, step]) => [name, withTime(step)])) } // prettier-ignore
}

const withTime = (entry: Value): unknown =>
  isTable(entry) ? { timestamp: isoOf(dateOf(entry['at']) ?? 0), snapshot: entry['snapshot'] } : entry // prettier-ignore

const isoOf = (time: number): string => new Date(time).toISOString()
