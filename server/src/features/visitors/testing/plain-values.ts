import type { ProfileCondition, Source, TimeUnit } from '@outcrop/contract'

/** What is there when a plain visitor is looked at or changed. */
export interface PlainView {
  readonly now: number
  readonly event: Record<string, unknown>
  readonly visitor: Map<string, unknown>
  readonly visit: Map<string, unknown>
  /** Both as they were before this event. */
  readonly before: { readonly visitor: Map<string, unknown>; readonly visit: Map<string, unknown> }
}

export const plainUnits: Record<TimeUnit, number> = {
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
  months: 2_592_000_000,
}

export function asNumber(raw: unknown): number | undefined {
  if (typeof raw !== 'number' && (typeof raw !== 'string' || raw.trim() === '')) return undefined
  const number = Number(raw)
  return Number.isFinite(number) ? number : undefined
}

export const asText = (raw: unknown): string | undefined =>
  ['string', 'number', 'boolean'].includes(typeof raw) ? String(raw) : undefined

export function asFlag(raw: unknown): boolean | undefined {
  if (raw === true || raw === 'true') return true
  return raw === false || raw === 'false' ? false : undefined
}

export function asDate(raw: unknown): number | undefined {
  const number = asNumber(raw)
  if (number !== undefined || typeof raw !== 'string') return number
  const date = Date.parse(raw)
  return Number.isNaN(date) ? undefined : date
}

/** A list is its items, any other value is its only one. */
export function asItems(raw: unknown): unknown[] {
  if (raw === undefined || raw === null) return []
  return Array.isArray(raw) ? [...raw] : [raw]
}

export function asTally(raw: unknown): Map<string, number> | undefined {
  if (raw instanceof Map) return new Map(raw)
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined
  const tally = new Map<string, number>()
  for (const [key, value] of Object.entries(raw)) {
    const number = asNumber(value)
    if (number !== undefined) tally.set(key, number)
  }
  return tally
}

/** What a source gives; undefined when it is missing. */
export function given(source: Source, view: PlainView): unknown {
  if ('value' in source) return source.value
  if ('time' in source) return view.now
  let found: unknown
  if (source.scope === 'event') {
    found = view.event
    for (const part of source.attribute.split('.')) {
      found = typeof found === 'object' && found !== null ? Object.entries(found).find(([key]) => key === part)?.[1] : undefined // prettier-ignore
    }
  } else {
    found = view[source.scope].get(source.attribute)
  }
  if (source.key === undefined) return found ?? undefined
  return asTally(found)?.get(source.key)
}

const negatives = new Map([
  ['does_not_equal', 'equals'],
  ['not_in_list', 'in_list'],
  ['does_not_contain', 'contains'],
  ['does_not_contain_part', 'contains_part'],
  ['is_not_assigned', 'is_assigned'],
])

/** Whether a condition holds. What it does not know fails the test. */
export function meets(condition: ProfileCondition, view: PlainView): boolean {
  if ('all' in condition) return !condition.all.some((one) => !meets(one, view))
  if ('any' in condition) return condition.any.some((one) => meets(one, view))
  const { scope, attribute, operator, key } = condition
  if (operator === 'has_changed')
    return scope !== 'event' && view[scope].get(attribute) !== view.before[scope].get(attribute)
  const found = given({ scope, attribute, ...(key === undefined ? {} : { key }) }, view)
  const positive = negatives.get(operator)
  return positive === undefined
    ? compares(operator, found, condition, view.now)
    : !compares(positive, found, condition, view.now)
}

type Comparison = Exclude<ProfileCondition, { all: unknown } | { any: unknown }>

function compares(operator: string, found: unknown, comparison: Comparison, now: number): boolean {
  if (found === undefined) return false
  const { value, ignore_case: ignoresCase, unit } = comparison
  const plain = (raw: unknown) => (ignoresCase ? String(raw).toLowerCase() : String(raw))
  const [text, wanted] = [plain(found), plain(value)]
  const items = found instanceof Map ? [...found.keys()] : asItems(found)
  const isMany = found instanceof Map || Array.isArray(found)
  const [number, limit] = [asNumber(found) ?? Number.NaN, Number(value)]
  const span = limit * plainUnits[unit ?? 'days']
  switch (operator) {
    case 'equals':
      return text === wanted
    case 'in_list':
      return asItems(value).some((one) => plain(one) === text)
    case 'contains':
      return isMany ? items.some((one) => plain(one) === wanted) : text.includes(wanted)
    case 'contains_part':
      return items.some((one) => plain(one).includes(wanted))
    case 'contains_only':
      return items.length > 0 && items.every((one) => plain(one) === wanted)
    case 'starts_with':
      return text.startsWith(wanted)
    case 'ends_with':
      return text.endsWith(wanted)
    case 'greater_than':
      return number > limit
    case 'greater_than_or_equal':
      return number >= limit
    case 'less_than':
      return number < limit
    case 'less_than_or_equal':
      return number <= limit
    case 'is_assigned':
      return true
    case 'is_true':
      return asFlag(found) === true
    case 'is_false':
      return asFlag(found) === false
    case 'occurred_more_than':
      return now - number >= span
    case 'occurred_less_than':
      return now - number < span
    default:
      throw new Error(`The plain model does not know ${operator}.`)
  }
}
