import type { EventType } from '@outcrop/contract'
import { dateOf, flagOf, numberOf } from '../visitors/visitors.ts'

type Test = (value: unknown) => boolean

const isText: Test = (value) => typeof value === 'string'
const isNumber: Test = (value) => numberOf(value) !== undefined
const isFlag: Test = (value) => flagOf(value) !== undefined
const listOf =
  (item: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(item)

/**
 * Whether a value is of a type, as enrichments would read it: a pixel sends all values as text, so
 * "12.5" is a number. A text is only what was sent as one.
 */
export const readsAs: Readonly<Record<EventType, Test>> = {
  any: () => true,
  string: isText,
  number: isNumber,
  boolean: isFlag,
  date: (value) => dateOf(value) !== undefined,
  string_array: listOf(isText),
  number_array: listOf(isNumber),
  boolean_array: listOf(isFlag),
}
