import { valueScopes, type Source, type ValueScope } from '@outcrop/contract'

/** Where a value comes from, as one question asks it. */
export const sourceKinds = ['event', 'visitor', 'visit', 'value', 'time'] as const
export type SourceKind = (typeof sourceKinds)[number]

export const sourceLabels: Readonly<Record<SourceKind, string>> = {
  event: 'Event attribute',
  visitor: 'Visitor attribute',
  visit: 'Visit attribute',
  value: 'Fixed value',
  time: 'Time of the event',
}

export function sourceKindOf(source: Source): SourceKind {
  if ('scope' in source) return source.scope
  return 'value' in source ? 'value' : 'time'
}

const isScope = (kind: SourceKind): kind is ValueScope => valueScopes.some((one) => one === kind)

/** What a source of another kind begins with. */
export function newSource(kind: SourceKind): Source {
  if (isScope(kind)) return { scope: kind, attribute: '' }
  return kind === 'value' ? { value: '' } : { time: 'event' }
}
