import type { ProfileCondition } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { describeProfileCondition } from './describe-profile-condition.ts'

const attributes = [
  { name: 'lifetime_value', title: 'Lifetime value' },
  { name: 'carts', title: '' },
]
const words = { everything: 'every visitor', nothing: 'no visitor' }

const cases: [ProfileCondition, string][] = [
  [{ all: [] }, 'every visitor'],
  [{ any: [] }, 'no visitor'],
  [{ scope: 'visitor', attribute: '', operator: 'is_true' }, '… is true'],
  [{ scope: 'visitor', attribute: 'carts', operator: 'equals', value: '' }, 'carts equals …'],
  [
    {
      scope: 'visitor',
      attribute: 'carts',
      operator: 'occurred_more_than',
      value: 1,
      unit: 'weeks',
    },
    'carts was more than 1 week ago',
  ],
  [
    {
      scope: 'visitor',
      attribute: 'carts',
      operator: 'occurred_more_than',
      value: '',
      unit: 'days',
    },
    'carts was more than … days ago',
  ],
  [
    { scope: 'visitor', attribute: 'lifetime_value', operator: 'greater_than', value: 500 },
    'Lifetime value is greater than 500',
  ],
  [
    { scope: 'visit', attribute: 'carts', key: 'shoes', operator: 'equals', value: 2 },
    'carts for "shoes" of the visit equals 2',
  ],
  [
    {
      all: [
        { scope: 'visitor', attribute: 'gone', operator: 'occurred_less_than', value: 3, unit: 'weeks' }, // prettier-ignore
        {
          any: [
            { scope: 'event', attribute: 'lifetime_value', operator: 'is_true' },
            { scope: 'visitor', attribute: 'carts', operator: 'is_assigned' },
          ],
        },
      ],
    },
    'gone was less than 3 weeks ago and (lifetime_value of the event is true or carts is assigned)',
  ],
]

it.each(cases)('says %j', (condition, text) => {
  expect(describeProfileCondition(condition, attributes, words)).toBe(text)
})
