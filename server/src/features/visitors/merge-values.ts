import { maxEntries, stepsOf } from './changes/journey.ts'
import { fit, maxProfile, sizeOf } from './fit.ts'
import type { AttributeRule } from './profile-rules.ts'
import { numberOf, tallyOf } from './read-value.ts'
import { own } from './scene.ts'
import { isList, isTable, type Value, type Values } from './state.ts'

/** Two visitors that turn out to be one: the one that is older, and the one that was heard last. */
export interface Pair {
  readonly older: Values
  readonly newer: Values
  /** What was heard last, whichever of the two is older. */
  readonly latest: Values
}

type Merge = (older: Value, newer: Value, latest: Value) => Value

/** What becomes of one attribute when both have a value, by its type and how it is kept. */
function mergeOf({ type, counts, captures, steps }: AttributeRule): Merge {
  if (captures === 'first') return (older) => older
  switch (type) {
    case 'number':
      return counts ? (a, b) => (numberOf(a) ?? 0) + (numberOf(b) ?? 0) : chosen(captures)
    case 'date':
      return chosen(captures ?? 'maximum')
    case 'string':
    case 'boolean':
      return chosen(captures)
    case 'badge':
    case 'visitor_id':
      return (older) => older
    case 'number_array':
    case 'string_array':
    case 'boolean_array':
      return (a, b) => [...listOf(a), ...listOf(b)]
    case 'set':
      return (a, b) => [...new Set([...listOf(a), ...listOf(b)])]
    case 'tally':
      return addedUp
    case 'funnel':
      return (a, b) => bothJourneys(a, b, steps)
    case 'timeline':
      return (a, b) => [...listOf(a), ...listOf(b)].toSorted((one, other) => timeOf(one) - timeOf(other)).slice(-maxEntries) // prettier-ignore
  }
}

/** The smallest or largest where that is what is kept; else what was heard last. */
function chosen(kept: AttributeRule['captures']): Merge {
  if (kept === 'minimum') return (a, b) => (b < a ? b : a)
  if (kept === 'maximum') return (a, b) => (b > a ? b : a)
  return (_a, _b, latest) => latest
}

const listOf = (value: Value): readonly Value[] => (isList(value) ? value : [])

const timeOf = (entry: Value): number => (isTable(entry) ? numberOf(entry['at']) : undefined) ?? 0

function addedUp(a: Value, b: Value): Value {
  const [left, right] = [tallyOf(a), tallyOf(b)]
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  return Object.fromEntries(
    [...keys].map((key) => [key, (own(left, key) ? (left[key] ?? 0) : 0) + (own(right, key) ? (right[key] ?? 0) : 0)]), // prettier-ignore
  )
}

/** Each step as it was done first, in whichever life. */
function bothJourneys(a: Value, b: Value, names: readonly string[]): Value {
  const [left, right] = [stepsOf(a), stepsOf(b)]
  const steps: Record<string, Value> = { ...left }
  for (const [name, step] of Object.entries(right)) {
    const known = own(steps, name)
    if (known === undefined || timeOf(step) < timeOf(known)) steps[name] = step
  }
  return { completed: names.every((name) => own(steps, name) !== undefined), steps }
}

export interface MergedValues {
  readonly values: Values
  /** Values that did not fit, and why. */
  readonly refused: readonly { readonly attribute: string; readonly reason: string }[]
}

/** The values of both, within the limits of one. Values of attributes that are gone stay. */
export function mergeValues(rules: readonly AttributeRule[], pair: Pair): MergedValues {
  const refused: { attribute: string; reason: string }[] = []
  const values: Record<string, Value> = { ...pair.older }
  let size = Object.values(pair.older).reduce<number>((sum, value) => sum + sizeOf(value), 0)
  const known = new Map(rules.map((rule) => [rule.name, rule]))
  for (const [name, given] of Object.entries(pair.newer)) {
    const rule = known.get(name)
    const refuse = (reason: string) => void refused.push({ attribute: name, reason })
    const before = own(values, name)
    const after =
      before === undefined || !rule
        ? (before ?? given)
        : fit(mergeOf(rule)(before, given, own(pair.latest, name) ?? given), before, refuse)
    const grown = size + sizeOf(after) - sizeOf(before)
    if (after === undefined || (grown > maxProfile && grown > size)) {
      refuse(`The stitched visitor would have more than ${maxProfile} characters of attributes.`)
      continue
    }
    size = grown
    values[name] = after
  }
  return { values, refused }
}
