import type { Trigger } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { triggerChoiceOf, triggerChoices, withTriggerChoice } from './trigger-choice.ts'

const offered = { feeds: [{ id: 'fed_1' }], audiences: [{ id: 'aud_1' }, { id: 'aud_2' }] }
const left: Trigger = { type: 'audience', audience_id: 'aud_2', on: 'left' }

it.each(triggerChoices)('becomes %s, and says so', (choice) => {
  expect(triggerChoiceOf(withTriggerChoice(left, choice, offered))).toBe(choice)
})

it('keeps what holds a start back, whatever it is due to', () => {
  const held = { delay_hours: 5, cap: { starts: 2 } }
  expect(withTriggerChoice({ ...left, ...held }, 'visit_end', offered)).toEqual({ type: 'audience', audience_id: 'aud_2', on: 'visit_end', ...held }) // prettier-ignore
  expect(withTriggerChoice({ ...left, ...held }, 'event', offered)).toEqual({ type: 'event', feed_id: 'fed_1', ...held }) // prettier-ignore
})

it('keeps the audience, and begins with the first one where there was none', () => {
  expect(withTriggerChoice(left, 'joined', offered)).toMatchObject({ audience_id: 'aud_2' })
  expect(withTriggerChoice({ type: 'manual' }, 'joined', offered)).toMatchObject({
    audience_id: 'aud_1',
  })
})

it('asks for a choice where there is nothing to choose', () => {
  const nothing = { feeds: [], audiences: [] }
  expect(withTriggerChoice(left, 'event', nothing)).toEqual({ type: 'event', feed_id: '' })
  expect(withTriggerChoice({ type: 'manual' }, 'left', nothing)).toMatchObject({ audience_id: '' })
})
