import type { Comparison, Operator } from '@outcrop/contract'
import { RE2JS } from 're2js'

export type Test = (value: unknown) => boolean

/** The test of one comparison, ready to be asked about any value. */
export const testOf = (comparison: Comparison): Test => operators[comparison.operator](comparison)

const operators: Record<Operator, (comparison: Comparison) => Test> = {
  equals: (given) => onText(given, (text, wanted) => text === wanted),
  does_not_equal: (given) => not(operators.equals(given)),
  contains,
  does_not_contain: (given) => not(contains(given)),
  contains_part: containsPart,
  does_not_contain_part: (given) => not(containsPart(given)),
  contains_only: containsOnly,
  starts_with: (given) => onText(given, (text, wanted) => text.startsWith(wanted)),
  ends_with: (given) => onText(given, (text, wanted) => text.endsWith(wanted)),
  matches,
  greater_than: (given) => onNumber(given, (left, right) => left > right),
  greater_than_or_equal: (given) => onNumber(given, (left, right) => left >= right),
  less_than: (given) => onNumber(given, (left, right) => left < right),
  less_than_or_equal: (given) => onNumber(given, (left, right) => left <= right),
  is_assigned: () => (value) => value !== undefined && value !== null,
  is_not_assigned: () => (value) => value === undefined || value === null,
  in_list: inList,
  not_in_list: (given) => not(inList(given)),
}

const not =
  (test: Test): Test =>
  (value) =>
    !test(value)

const foldOf = ({ ignore_case }: Comparison) =>
  ignore_case ? (text: string) => text.toLowerCase() : (text: string) => text

const valuesOf = ({ value }: Comparison) => [value ?? ''].flat()

function onText(given: Comparison, test: (text: string, wanted: string) => boolean): Test {
  const fold = foldOf(given)
  const wanted = fold(String(valuesOf(given)[0] ?? ''))
  return (value) => {
    const text = textOf(value)
    return text !== undefined && test(fold(text), wanted)
  }
}

function onNumber(given: Comparison, test: (left: number, right: number) => boolean): Test {
  const right = numberOf(valuesOf(given)[0])
  return (value) => {
    const left = numberOf(value)
    return left !== undefined && right !== undefined && test(left, right)
  }
}

/** A text contains a piece of itself; a list contains a whole item. */
function contains(given: Comparison): Test {
  const inText = onText(given, (text, wanted) => text.includes(wanted))
  const isItem = operators.equals(given)
  return (value) => (Array.isArray(value) ? value.some(isItem) : inText(value))
}

/** A list has an item with the text within it. */
function containsPart(given: Comparison): Test {
  const inText = onText(given, (text, wanted) => text.includes(wanted))
  return (value) => (Array.isArray(value) ? value.some(inText) : inText(value))
}

/** A list has items, and all of them are that one. */
function containsOnly(given: Comparison): Test {
  const isItem = operators.equals(given)
  return (value) => (Array.isArray(value) ? value.length > 0 && value.every(isItem) : isItem(value))
}

function inList(given: Comparison): Test {
  const fold = foldOf(given)
  const list = new Set(valuesOf(given).map((item) => fold(String(item))))
  return (value) => {
    const text = textOf(value)
    return text !== undefined && list.has(fold(text))
  }
}

/** Repetitions are written out when an expression is compiled, and each is a step for each character. */
const maxRepeats = 1000

const repeatsIn = (expression: string): number =>
  [...expression.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].reduce((sum, [, least, most]) => sum + Number(most || least), 0) // prettier-ignore

/** RE2 matches in linear time, so no expression can hold up a stream. */
function matches(given: Comparison): Test {
  const expression = String(valuesOf(given)[0] ?? '')
  const repeats = repeatsIn(expression)
  if (repeats > maxRepeats)
    throw new Error(`its repetitions add up to ${repeats}; ${maxRepeats} are the most`)
  const regex = RE2JS.compile(expression, given.ignore_case ? RE2JS.CASE_INSENSITIVE : 0)
  return (value) => {
    const text = textOf(value)
    return text !== undefined && regex.matcher(text).find()
  }
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return undefined
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}
