import { maxItems, maxText } from './read-value.ts'
import { isList, isTable, type Value } from './state.ts'

/** All values of a visitor and its visit together, in characters of JSON. */
export const maxProfile = 400_000

/** A value within the limits of its kind: too long a text is not kept, of too long a list the newest items are. */
export function fit(
  value: Value | undefined,
  before: Value | undefined,
  refuse: (reason: string) => void,
): Value | undefined {
  if (typeof value === 'string' && value.length > maxText) {
    refuse(`A text of ${value.length} characters is not kept: ${maxText} are the most.`)
    return before
  }
  if (isList(value) && value.length > maxItems) {
    refuse(`It keeps the newest ${maxItems} items.`)
    return value.slice(-maxItems)
  }
  if (isTable(value)) {
    const keys = Object.entries(value)
    if (keys.length <= maxItems) return value
    refuse(`It keeps the newest ${maxItems} keys.`)
    return Object.fromEntries(keys.slice(-maxItems))
  }
  return value
}

/** How much of a profile a value takes. */
export function sizeOf(value: Value | undefined): number {
  if (value === undefined) return 0
  if (typeof value === 'string') return value.length + 2
  return typeof value === 'object' ? JSON.stringify(value).length : 8
}

/** Whether two values say the same. */
export function same(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right) return true
  if (isList(left) && isList(right))
    return left.length === right.length && left.every((one, index) => same(one, right[index]))
  if (!isTable(left) || !isTable(right)) return false
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]))
  )
}
