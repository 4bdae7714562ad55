import {
  attributeTypes,
  operatorsOf,
  operatorsOfEvent,
  operatorsOfKey,
  profileComparison,
  profileOperators,
  type AttributeType,
  type ProfileComparison,
} from '@outcrop/contract'
import { describe, expect, it } from 'vitest'
import { checkComparison } from './check-comparison.ts'
import { known } from './testing/known.ts'

type Given = Partial<ProfileComparison>

const check = (given: Given) =>
  checkComparison(
    profileComparison.parse({ attribute: 'a_number', operator: 'is_assigned', ...given }),
    'condition',
    known,
  )

const fitting = (operator: ProfileComparison['operator'], type?: AttributeType): Given => {
  if (type === 'boolean_array') return { value: true }
  if (operator.startsWith('step_')) return { value: 'cart' }
  if (operator.startsWith('occurred_')) return { value: 3, unit: 'days' }
  if (operator === 'matches') return { value: '^5' }
  return { value: operator.endsWith('in_list') ? [5, '6'] : 5 }
}

describe.each([...attributeTypes])('an attribute of type %s', (type) => {
  it.each([...profileOperators])('and %s fit together only if the contract says so', (operator) => {
    const faults = check({ attribute: `a_${type}`, operator, ...fitting(operator, type) })
    const fits = operatorsOf[type].includes(operator)
    expect(faults.map(({ path }) => path)).toEqual(fits ? [] : ['condition.operator'])
  })
})

it.each([...profileOperators])('%s of a key, and of an event', (operator) => {
  const onKey = check({ attribute: 'a_tally', key: 'red', operator, ...fitting(operator) })
  expect(onKey.length === 0).toBe(operatorsOfKey.includes(operator))
  const onEvent = check({ scope: 'event', attribute: 'x.y', operator, ...fitting(operator) })
  expect(onEvent.length === 0).toBe(operatorsOfEvent.includes(operator))
})

it.each<[Given, string, string]>([
  [{ attribute: 'missing' }, 'attribute', 'This stream has no attribute "missing". Create it first, or correct the name.'],
  [{ attribute: 'on_visit' }, 'scope', '"on_visit" is an attribute of the visit. Set the scope to "visit".'],
  [{ scope: 'visit' }, 'scope', '"a_number" is an attribute of the visitor. Set the scope to "visitor".'],
  [{ key: 'red' }, 'key', '"a_number" is of type number; it has no keys: only a tally does. Leave out the key.'],
  [{ scope: 'event', key: 'red' }, 'key', 'An attribute of the event has no keys: only a tally does. Leave out the key.'],
  [{ operator: 'is_true' }, 'operator', '"a_number", of type number, cannot be asked with is_true. Use one of: is_assigned, is_not_assigned, equals, does_not_equal, in_list, not_in_list, greater_than, greater_than_or_equal, less_than, less_than_or_equal, has_changed.'],
  [{ operator: 'equals' }, 'value', 'Give the value to compare with.'],
  [{ operator: 'equals', value: [1, 2] }, 'value', 'Compare with one value. For several, use in_list.'],
  [{ operator: 'equals', value: 'red' }, 'value', '"a_number" holds numbers, and "red" is none.'],
  [{ operator: 'in_list', value: [] }, 'value', 'Give the list of values to compare with.'],
  [{ operator: 'in_list', value: [1, 'red'] }, 'value', '"a_number" holds numbers, and "red" is none.'],
  [{ attribute: 'a_number_array', operator: 'contains', value: 'red' }, 'value', '"a_number_array" holds numbers, and "red" is none.'],
  [{ attribute: 'a_boolean_array', operator: 'contains_only', value: 'yes' }, 'value', '"a_boolean_array" holds true and false, and "yes" is neither.'],
  [{ operator: 'less_than', value: 'few' }, 'value', 'Give the number to compare with.'],
  [{ attribute: 'a_tally', key: 'red', operator: 'less_than', value: 'few' }, 'value', 'Give the number to compare with.'],
  [{ attribute: 'a_string', operator: 'matches', value: 7 }, 'value', 'Give the regular expression, as a text.'],
  [{ attribute: 'a_string', operator: 'matches', value: '(' }, 'value', 'The regular expression cannot be used: error parsing regexp: missing closing ): `(`.'],
  [{ attribute: 'a_date', operator: 'occurred_less_than', value: 3 }, 'unit', 'Give the unit, such as "days".'],
  [{ attribute: 'a_date', operator: 'occurred_less_than', unit: 'weeks', value: -1 }, 'value', 'Give how many weeks ago: a number from 0 up to 5214.'],
  [{ attribute: 'a_date', operator: 'occurred_less_than', unit: 'days', value: 36_501 }, 'value', 'Give how many days ago: a number from 0 up to 36500.'],
  [{ attribute: 'a_date', operator: 'occurred_less_than', unit: 'days' }, 'value', 'Give how many days ago: a number from 0 up to 36500.'],
  [{ attribute: 'a_funnel', operator: 'step_completed', value: 'paid' }, 'value', '"a_funnel" has no such step. Its steps are: cart, order.'],
  [{ attribute: 'a_funnel', operator: 'step_not_completed' }, 'value', '"a_funnel" has no such step. Its steps are: cart, order.'],
])('%j is refused at %s', (given, member, message) => {
  expect(check(given)).toEqual([{ path: `condition.${member}`, message }])
}) // prettier-ignore

it('a visit attribute is asked about in its scope', () => {
  expect(check({ scope: 'visit', attribute: 'on_visit', operator: 'less_than', value: '5' })).toEqual([]) // prettier-ignore
})
