import type { Json, JsonObject } from '../json.ts'
import { validationError } from '../wire/aws-error.ts'
import type { RetrievalFilter } from './retrieval-configuration.ts'

type Test = (actual: Json, wanted: Json) => boolean

const isSame: Test = (actual, wanted) => JSON.stringify(actual) === JSON.stringify(wanted)
const isIn: Test = (actual, wanted) => Array.isArray(wanted) && wanted.some((each) => isSame(actual, each)) // prettier-ignore
const numbers = (compare: (actual: number, wanted: number) => boolean): Test =>
  (actual, wanted) => typeof actual === 'number' && typeof wanted === 'number' && compare(actual, wanted) // prettier-ignore

const tests = {
  equals: isSame,
  notEquals: (actual, wanted) => !isSame(actual, wanted),
  greaterThan: numbers((actual, wanted) => actual > wanted),
  greaterThanOrEquals: numbers((actual, wanted) => actual >= wanted),
  lessThan: numbers((actual, wanted) => actual < wanted),
  lessThanOrEquals: numbers((actual, wanted) => actual <= wanted),
  in: isIn,
  notIn: (actual, wanted) => !isIn(actual, wanted),
  startsWith: (actual, wanted) => typeof actual === 'string' && typeof wanted === 'string' && actual.startsWith(wanted), // prettier-ignore
  listContains: (actual, wanted) => isIn(wanted, actual),
  stringContains: (actual, wanted) =>
    typeof wanted === 'string' && [actual].flat().some((each) => typeof each === 'string' && each.includes(wanted)), // prettier-ignore
} satisfies Partial<Record<keyof RetrievalFilter, Test>>

const comparisons = Object.keys(tests).filter((name): name is keyof typeof tests => name in tests)

/** Whether metadata passes a filter; a key that it lacks passes nothing. Throws ValidationException. */
export function matchesFilter(metadata: JsonObject, filter: RetrievalFilter): boolean {
  const given = Object.keys(filter).filter((name) => filter[name] !== undefined)
  if (given.length !== 1) {
    throw validationError('A filter must have exactly one member. Combine filters with andAll or orAll.') // prettier-ignore
  }
  if (filter.andAll) return filter.andAll.every((each) => matchesFilter(metadata, each))
  if (filter.orAll) return filter.orAll.some((each) => matchesFilter(metadata, each))
  return comparisons.some((name) => {
    const attribute = filter[name]
    const actual = attribute && metadata[attribute.key]
    return attribute !== undefined && actual !== undefined && tests[name](actual, attribute.value)
  })
}
