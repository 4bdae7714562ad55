/* eslint-disable @typescript-eslint/switch-exhaustiveness-check -- each type has its own changes; of all others it says notMine */
import type { AttributeType, Change, Source } from '@outcrop/contract'
import { asDate, asFlag, asItems, asNumber, asTally, asText, given, plainUnits, type PlainView } from './plain-values.ts' // prettier-ignore

/** What a value is as one of a type; undefined when it is none. */
function asType(type: AttributeType, raw: unknown): unknown {
  if (raw === undefined) return undefined
  if (type === 'number') return asNumber(raw)
  if (type === 'string') return asText(raw)
  if (type === 'boolean' || type === 'badge') return asFlag(raw)
  if (type === 'date') return asDate(raw)
  if (type === 'tally') return asTally(raw)
  const items = asItems(raw).map((item) => asItem(type, item))
  if (items.includes(undefined)) return undefined
  return type === 'set' ? [...new Set(items)] : items
}

function asItem(type: AttributeType, raw: unknown): unknown {
  if (type === 'number_array') return asNumber(raw)
  return type === 'boolean_array' ? asFlag(raw) : asText(raw)
}

type Made = (change: Change, old: unknown, view: PlainView, type: AttributeType) => unknown
const ofType: Partial<Record<AttributeType, Made>> = { number, tally, string: text }

/** What a change makes of a value: what it was where something is missing or does not fit. */
export function changed(
  change: Change,
  type: AttributeType,
  old: unknown,
  view: PlainView,
): unknown {
  // prettier-ignore
  if (change.kind === 'clear') return undefined
  if (change.kind === 'assign') return true
  const made = (ofType[type] ?? list)(change, old, view, type)
  if (made !== notMine) return typeof made === 'string' && made.length > 1000 ? old : (made ?? old)
  return whole(change, type, old, view)
}

const isMissing = (source: Source, view: PlainView) => (given(source, view) ?? null) === null

/** Says that a change is not one that a type has for itself. */
const notMine = Symbol('not mine')

function whole(change: Change, type: AttributeType, old: unknown, view: PlainView): unknown {
  if (change.kind === 'set') return short(asType(type, given(change.to, view))) ?? old
  if (change.kind === 'lookup') {
    const asked = asText(given(change.of, view))
    const found = Object.entries(change.table).find(([key]) => key === asked)?.[1]
    return asType(type, found ?? change.otherwise) ?? old
  }
  if (change.kind !== 'capture') throw new Error(`The plain model does not know ${change.kind}.`)
  const value = short(asType(type, given(change.from, view)))
  if (value === undefined || old === undefined) return value ?? old
  if (change.keep === 'first') return old
  if (change.keep === 'last') return value
  const [least, greatest] = isBefore(value, old) ? [value, old] : [old, value]
  return change.keep === 'minimum' ? least : greatest
}

const short = (value: unknown) => (typeof value === 'string' && value.length > 1000 ? undefined : value) // prettier-ignore

const isBefore = (left: unknown, right: unknown): boolean =>
  typeof left === 'string' ? left < String(right) : Number(left) < Number(right)

function number(change: Change, old: unknown, view: PlainView): unknown {
  const made = numberMade(change, Number(old ?? 0), view)
  return typeof made === 'number' && !Number.isFinite(made) ? undefined : made
}

function numberMade(change: Change, old: number, view: PlainView): number | symbol | undefined {
  const from = (source: Source) => asNumber(given(source, view)) ?? Number.NaN
  switch (change.kind) {
    case 'increment':
      return old + from(change.by)
    case 'decrement':
      return old - from(change.by)
    case 'calculate': {
      const [first = 0, ...others] = change.of.map(from)
      if (change.operation === 'sum') return others.reduce((sum, one) => sum + one, first)
      if (change.operation === 'difference') return others.reduce((sum, one) => sum - one, first)
      if (change.operation === 'product') return others.reduce((sum, one) => sum * one, first)
      return others.reduce((sum, one) => sum / one, first)
    }
    case 'count': {
      const raw = given(change.of, view)
      return keysOf(raw)?.length ?? asItems(raw).length
    }
    case 'aggregate': {
      const all = valuesOf(given(change.of, view)).flatMap((one) => asNumber(one) ?? [])
      const sum = all.reduce((so, one) => so + one, 0)
      const sorted = all.toSorted((left, right) => left - right)
      if (all.length === 0) return undefined
      return { sum, average: sum / all.length, minimum: sorted[0], maximum: sorted.at(-1) }[change.as] // prettier-ignore
    }
    case 'time_between': {
      const [from, to] = [asDate(given(change.from, view)), asDate(given(change.to, view))]
      return ((to ?? Number.NaN) - (from ?? Number.NaN)) / plainUnits[change.unit]
    }
    case 'change_in': {
      const before = { ...view, ...view.before }
      const one = change.unit ? plainUnits[change.unit] : 1
      return (from(change.of) - (asNumber(given(change.of, before)) ?? Number.NaN)) / one
    }
    default:
      return notMine
  }
}

function valuesOf(raw: unknown): unknown[] {
  const found = asTally(raw)
  return found ? [...found.values()] : asItems(raw)
}

/** Also those without a number. */
const keysOf = (raw: unknown): string[] | undefined => {
  if (raw instanceof Map) return Array.from(raw.keys(), String)
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
    ? Object.keys(raw)
    : undefined
}

/** The keys of a tally, the highest number first, of equal ones by the alphabet. */
const ranked = (raw: unknown): [string, number][] =>
  [...(asTally(raw) ?? [])].toSorted((left, right) => right[1] - left[1] || (isBefore(left[0], right[0]) ? -1 : 1)) // prettier-ignore

function text(change: Change, old: unknown, view: PlainView): unknown {
  switch (change.kind) {
    case 'join':
      if (change.of.every((source) => isMissing(source, view))) return undefined
      return change.of.flatMap((source) => asItems(given(source, view)).flatMap((one) => asText(one) ?? [])).join(change.with) // prettier-ignore
    case 'lower_case':
      return typeof old === 'string' ? old.toLowerCase() : undefined
    case 'upper_case':
      return typeof old === 'string' ? old.toUpperCase() : undefined
    case 'favorite':
      return ranked(given(change.of, view))[0]?.[0]
    default:
      return notMine
  }
}

function list(change: Change, old: unknown, view: PlainView, type: AttributeType): unknown {
  const had: unknown[] = asItems(old)
  const from = (source: Source): unknown[] => asItems(given(source, view)).flatMap((one) => asItem(type, one) ?? []) // prettier-ignore
  const unique = (items: unknown[]) => (type === 'set' ? [...new Set(items)] : items)
  switch (change.kind) {
    case 'add': {
      const items = from(change.value)
      return items.length === 0 ? undefined : unique([...had, ...items])
    }
    case 'remove': {
      const items = from(change.value)
      if (old === undefined) return undefined
      if (change.which === 'all') return had.filter((one) => !items.includes(one))
      const places = items.map((one) => (change.which === 'first' ? had.indexOf(one) : had.lastIndexOf(one))) // prettier-ignore
      return had.filter((_, place) => !places.includes(place))
    }
    case 'without': {
      const others = from(change.items)
      if (isMissing(change.of, view)) return undefined
      return unique(from(change.of).filter((one) => !others.includes(one)))
    }
    case 'lower_case':
      return old === undefined ? undefined : unique(had.map((one) => String(one).toLowerCase()))
    case 'upper_case':
      return old === undefined ? undefined : unique(had.map((one) => String(one).toUpperCase()))
    case 'top_keys':
      if (!asTally(given(change.of, view))) return undefined
      return ranked(given(change.of, view)).slice(0, change.count).map(([key]) => key) // prettier-ignore
    case 'keys_above':
      if (!asTally(given(change.of, view))) return undefined
      return ranked(given(change.of, view)).filter(([, one]) => one > change.above).map(([key]) => key) // prettier-ignore
    default:
      return notMine
  }
}

function tally(change: Change, old: unknown, view: PlainView): unknown {
  const had = asTally(old) ?? new Map<string, number>()
  const add = (to: Map<string, number>, key: string, by: number) => to.set(key, (to.get(key) ?? 0) + by) // prettier-ignore
  switch (change.kind) {
    case 'increment_key': {
      const by = asNumber(given(change.by, view))
      const keys = asItems(given(change.key, view)).flatMap((one) => asText(one) ?? [])
      if (by === undefined || keys.length === 0) return undefined
      for (const key of keys) add(had, key, by)
      return had
    }
    case 'add_tally': {
      const more = asTally(given(change.of, view))
      if (!more?.size) return undefined
      for (const [key, by] of more) add(had, key, by)
      return had
    }
    case 'pair': {
      if (isMissing(change.keys, view)) return undefined
      const numbers = asItems(given(change.values, view))
      const made = new Map<string, number>()
      asItems(given(change.keys, view)).forEach((raw, place) => {
        const number = numbers[place] ?? 0
        const [key, by] = [asText(raw), asNumber(number)]
        if (key !== undefined && by !== undefined) add(made, key, by)
      })
      return made
    }
    case 'remove_key': {
      const key = asText(given(change.key, view))
      return key !== undefined && had.delete(key) ? had : undefined
    }
    default:
      return notMine
  }
}
