import type { Condition } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { describeCondition } from './describe-condition.ts'

const cases: [Condition, string][] = [
  [{ all: [] }, 'every event'],
  [{ any: [] }, 'no event'],
  [{ attribute: 'email', operator: 'is_assigned' }, 'email is assigned'],
  [
    { attribute: 'tealium_event', operator: 'in_list', value: ['a', 'b'] },
    'tealium_event is in the list "a", "b"',
  ],
  [
    {
      all: [
        { attribute: 'total', operator: 'greater_than', value: 100 },
        {
          any: [
            { attribute: 'x', operator: 'equals', value: '1' },
            { attribute: 'y', operator: 'equals', value: '2' },
          ],
        },
      ],
    },
    'total is greater than 100 and (x equals "1" or y equals "2")',
  ],
]

it.each(cases)('says %j', (condition, text) => {
  expect(describeCondition(condition)).toBe(text)
})
