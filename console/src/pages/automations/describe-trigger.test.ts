import type { Trigger } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { describeTrigger } from './describe-trigger.ts'

const names = new Map([['fed_1', 'Cart and checkout'], ['aud_1', 'At risk']]) // prettier-ignore

const cases: [Trigger, string][] = [
  [{ type: 'event', feed_id: 'fed_1' }, 'Cart and checkout'],
  [{ type: 'event', feed_id: 'fed_gone' }, '–'],
  [{ type: 'audience', audience_id: 'aud_1', on: 'joined' }, 'Visitor joins At risk'],
  [{ type: 'audience', audience_id: 'aud_1', on: 'visit_end' }, 'Visitor ends a visit in At risk'],
  [{ type: 'audience', audience_id: 'aud_gone', on: 'left' }, 'Visitor leaves an audience'],
  [
    { type: 'audience', audience_id: 'aud_1', on: 'left', delay_hours: 36 },
    'Visitor leaves At risk, 36 hours later',
  ],
  [{ type: 'event', feed_id: 'fed_1', delay_hours: 24 }, 'Cart and checkout, 1 day later'],
  [{ type: 'manual' }, 'By hand'],
]

it.each(cases)('says %j', (trigger, text) => {
  expect(describeTrigger(trigger, names)).toBe(text)
})
