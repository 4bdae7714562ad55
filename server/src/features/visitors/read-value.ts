import type { AttributeType } from '@outcrop/contract'
import type { Value } from './state.ts'

/** Longer texts are not kept. */
export const maxText = 1000
/** A list, set or tally keeps this many items. */
export const maxItems = 30_000
const maxVisitorId = 255

/** What a value of any origin is as a value of one type; undefined when it is none. */
export type Reader = (raw: unknown) => Value | undefined

export function numberOf(raw: unknown): number | undefined {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined
  if (typeof raw !== 'string' || raw.trim() === '') return undefined
  const number = Number(raw)
  return Number.isFinite(number) ? number : undefined
}

export function textOf(raw: unknown): string | undefined {
  if (typeof raw === 'string') return raw
  return typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : undefined
}

export function flagOf(raw: unknown): boolean | undefined {
  if (raw === true || raw === 'true') return true
  return raw === false || raw === 'false' ? false : undefined
}

const latestDate = 8.64e15

/** Milliseconds since 1970 from such a number, or from ISO 8601. */
export function dateOf(raw: unknown): number | undefined {
  const time = typeof raw === 'string' && Number.isNaN(Number(raw)) ? Date.parse(raw) : numberOf(raw) // prettier-ignore
  return time === undefined || Number.isNaN(time) || Math.abs(time) > latestDate ? undefined : time
}

/** What a source gives that has nothing: a change that needs it does not happen then. */
export const isMissing = (raw: unknown): boolean => raw === undefined || raw === null

export const isRecord = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)

/** The numbers of a tally; empty when it is none. */
export function tallyOf(raw: unknown): Record<string, number> {
  if (!isRecord(raw)) return {}
  return Object.fromEntries(
    Object.entries(raw).flatMap(([key, value]) => {
      const number = numberOf(value)
      return number === undefined ? [] : [[key, number]]
    }),
  )
}

/** The items of a list; of a single value that one; none of nothing. */
export function itemsOf(raw: unknown): readonly unknown[] {
  if (Array.isArray(raw)) return raw
  return raw === undefined || raw === null ? [] : [raw]
}

const listOf =
  (item: Reader): Reader =>
  (raw) => {
    if (raw === undefined || raw === null) return undefined
    const items = itemsOf(raw).map(item)
    return items.some((one) => one === undefined)
      ? undefined
      : items.filter((one) => one !== undefined)
  }

/** How each item of a list is read. */
export const itemReaders: Readonly<Partial<Record<AttributeType, Reader>>> = {
  number_array: numberOf,
  string_array: textOf,
  boolean_array: flagOf,
  set: textOf,
}

export const readers: Readonly<Record<AttributeType, Reader>> = {
  number: numberOf,
  string: textOf,
  boolean: flagOf,
  date: dateOf,
  number_array: listOf(numberOf),
  string_array: listOf(textOf),
  boolean_array: listOf(flagOf),
  set: (raw) => {
    const items = listOf(textOf)(raw)
    return Array.isArray(items) ? [...new Set(items)] : undefined
  },
  tally: (raw) => (isRecord(raw) ? tallyOf(raw) : undefined),
  badge: flagOf,
  funnel: () => undefined,
  timeline: () => undefined,
  visitor_id: visitorIdOf,
}

/** What a value must be beside what the name of its type says, for those whose value is refused. */
export const readerRules: Readonly<Partial<Record<AttributeType, string>>> = {
  date: 'it takes ISO 8601 text or milliseconds since 1970',
  visitor_id: 'it takes a text of 6 to 255 characters, three different ones at least',
}

/** 6 to 255 characters, at least three different ones: what many share, such as "null" or "0000000", is nobody's id. */
export function visitorIdOf(raw: unknown): string | undefined {
  if (typeof raw !== 'string') return undefined
  const long = raw.length >= 6 && raw.length <= maxVisitorId
  return long && new Set(raw).size >= 3 ? raw : undefined
}
