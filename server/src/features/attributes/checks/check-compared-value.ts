import type { Finding, ProfileComparison, ProfileOperator } from '@outcrop/contract'
import { faultInCondition } from '../../streams/streams.ts'
import { isNumeric } from './is-numeric.ts'
import type { KnownAttribute } from './known-attribute.ts'

/** A hundred years: what lies further away is a mistake, and in the end no date any more. */
const maxSpanDays = 36_500
const daysOf = { minutes: 1 / 1440, hours: 1 / 24, days: 1, weeks: 7, months: 30 } as const

type Check = (
  comparison: ProfileComparison,
  asked: KnownAttribute | null,
) => { readonly member: 'value' | 'unit'; readonly message: string } | undefined

/** What is wrong with the value of a comparison. `asked` is null for an attribute of the event. */
export function checkComparedValue(
  comparison: ProfileComparison,
  path: string,
  asked: KnownAttribute | null,
): Finding[] {
  const fault = checks[comparison.operator]?.(comparison, asked)
  return fault ? [{ path: `${path}.${fault.member}`, message: fault.message }] : []
}

const wrong = (message: string) => ({ member: 'value', message }) as const

const single: Check = ({ value }, asked) => {
  if (value === undefined) return wrong('Give the value to compare with.')
  if (Array.isArray(value)) return wrong('Compare with one value. For several, use in_list.')
  return flagFor(asked, value) ?? numericFor(asked, [value])
}

const several: Check = ({ value }, asked) => {
  const values = [value ?? []].flat()
  if (values.length === 0) return wrong('Give the list of values to compare with.')
  return numericFor(asked, values)
}

/** A list of true and false is compared with one of these. */
function flagFor(asked: KnownAttribute | null, value: unknown) {
  if (asked?.type !== 'boolean_array' || String(value) === 'true' || String(value) === 'false') return undefined // prettier-ignore
  return wrong(`"${asked.name}" holds true and false, and ${JSON.stringify(value)} is neither.`)
}

/** A number is compared with numbers. */
function numericFor(asked: KnownAttribute | null, values: readonly unknown[]) {
  if (asked?.type !== 'number' && asked?.type !== 'number_array') return undefined
  const odd = values.find((value) => !isNumeric(value))
  return odd === undefined ? undefined : wrong(`"${asked.name}" holds numbers, and ${JSON.stringify(odd)} is none.`) // prettier-ignore
}

const number: Check = ({ value }) =>
  isNumeric(value) ? undefined : wrong('Give the number to compare with.')

const expression: Check = ({ value, ignore_case }) => {
  if (typeof value !== 'string') return wrong('Give the regular expression, as a text.')
  const fault = faultInCondition({ attribute: 'any', operator: 'matches', value, ...(ignore_case !== undefined && { ignore_case }) }) // prettier-ignore
  return fault === undefined ? undefined : wrong(`The regular expression cannot be used: ${fault}.`)
}

const age: Check = ({ value, unit }) => {
  if (unit === undefined) return { member: 'unit', message: 'Give the unit, such as "days".' }
  const span = isNumeric(value) ? Number(value) * daysOf[unit] : Number.NaN
  return span >= 0 && span <= maxSpanDays
    ? undefined
    : wrong(
        `Give how many ${unit} ago: a number from 0 up to ${Math.floor(maxSpanDays / daysOf[unit])}.`,
      )
}

const step: Check = ({ value }, asked) => {
  const steps = asked?.steps ?? []
  return steps.some((one) => one === value)
    ? undefined
    : wrong(`"${asked?.name ?? ''}" has no such step. Its steps are: ${steps.join(', ')}.`)
}

const checks: Partial<Record<ProfileOperator, Check>> = {
  equals: single,
  does_not_equal: single,
  contains: single,
  does_not_contain: single,
  contains_part: single,
  does_not_contain_part: single,
  contains_only: single,
  starts_with: single,
  ends_with: single,
  matches: expression,
  greater_than: number,
  greater_than_or_equal: number,
  less_than: number,
  less_than_or_equal: number,
  in_list: several,
  not_in_list: several,
  occurred_less_than: age,
  occurred_more_than: age,
  step_completed: step,
  step_not_completed: step,
}
