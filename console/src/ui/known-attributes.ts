import type { Event } from '@outcrop/contract'

function pathsOf(value: unknown, prefix: string, depth: number): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [prefix]
  if (depth === 0) return [prefix]
  return Object.entries(value).flatMap(([key, inner]) =>
    pathsOf(inner, `${prefix}.${key}`, depth - 1),
  )
}

/** Attributes that recent events have, dotted where they are nested, in alphabetical order. */
export function knownAttributes(events: readonly Pick<Event, 'payload'>[]): string[] {
  const found = new Set(
    events.flatMap(({ payload }) =>
      Object.entries(payload).flatMap(([key, value]) => pathsOf(value, key, 3)),
    ),
  )
  return [...found].toSorted()
}
