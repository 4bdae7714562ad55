import type { EventType, SpecifiedAttribute } from '@outcrop/contract'
import { isStandard } from './is-standard.ts'
import { readsAs } from './reads-as.ts'

type Payload = Readonly<Record<string, unknown>>

const mostAttributes = 500
const longestName = 250

/**
 * Attributes that events keep to: each with the narrowest type that all its values have, and required
 * when no event is without it. In the order in which they are met.
 */
export function propose(payloads: readonly Payload[]): SpecifiedAttribute[] {
  const values = new Map<string, unknown[]>()
  for (const payload of payloads) {
    for (const [key, value] of Object.entries(payload)) {
      if (value === null || isStandard(key) || key.length > longestName || key === '') continue
      const known = values.get(key)
      if (known) known.push(value)
      else if (values.size < mostAttributes) values.set(key, [value])
    }
  }
  return [...values].map(([name, own]) => ({
    name,
    type: typeOf(own),
    required: own.length === payloads.length,
    description: '',
  }))
}

function typeOf(values: readonly unknown[]): EventType {
  const lists = values.filter((value) => Array.isArray(value))
  if (lists.length === values.length) return listTypeOf(lists.flat())
  if (values.every(isDate)) return 'date'
  const [first] = values
  if (typeof first === 'string' && values.every(readsAs.string)) return 'string'
  // Written as text in some events and as a number in others: a number.
  if (values.some((value) => typeof value === 'number') && values.every(readsAs.number)) return 'number' // prettier-ignore
  if (values.some((value) => typeof value === 'boolean') && values.every(readsAs.boolean)) return 'boolean' // prettier-ignore
  return 'any'
}

function listTypeOf(items: readonly unknown[]): EventType {
  if (items.length === 0) return 'any'
  const of = (type: 'string' | 'number' | 'boolean') => items.every((item) => typeof item === type)
  if (of('string')) return 'string_array'
  if (of('number')) return 'number_array'
  return of('boolean') ? 'boolean_array' : 'any'
}

/** A text that is a date and a time, or a day: any number could be a date too, but need not be. */
const isDate = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d|$)/.test(value) &&
  readsAs.date(value)
