import { describe, expect, it } from 'vitest'
import { maxBodyBytes, outgoingEvent, type Fill } from './outgoing-event.ts'

const read = (text: string, fill: Fill = { account: 'a', profile: 'p' }) =>
  outgoingEvent({ text, line: 7, number: 3 }, fill)

describe('outgoingEvent', () => {
  it('keeps the text as it is written, digits and all', () => {
    const text = '{ "id": 12345678901234567890, "price": 1.10 }'
    expect(read(text)).toEqual({ text, line: 7, number: 3, visitor: null })
  })

  it.each([
    ['{"tealium_visitor_id":"v1"}', 'v1'],
    ['{"tealium_visitor_id":17}', '17'],
    ['{"tealium_visitor_id":""}', null],
    ['{"tealium_visitor_id":null}', null],
    ['{}', null],
  ])('knows the visitor of %s', (text, visitor) => {
    expect(read(text).visitor).toBe(visitor)
  })

  it.each<[string, Fill, string]>([
    ['{"a":', {}, 'Line 7: this is not JSON'],
    ['', {}, 'Line 7: there is no event between two commas'],
    ['[1]', {}, 'Line 7: an event must be a JSON object'],
    ['null', {}, 'Line 7: an event must be a JSON object'],
    ['{"tealium_profile":"p"}', {}, 'Line 7: the event has no tealium_account'],
    ['{"tealium_account":"a"}', { account: 'a' }, 'Line 7: the event has no tealium_profile'],
    ['{"tealium_account":""}', { account: 'a', profile: 'p' }, 'tealium_account is empty'],
    ['{"tealium_account":1}', { profile: 'p' }, 'tealium_account is empty or not a string'],
    [`{"a":"${'x'.repeat(maxBodyBytes)}"}`, { account: 'a', profile: 'p' }, 'bytes'],
  ])('refuses %#', (text, fill, reason) => {
    expect(() => read(text, fill)).toThrow(reason)
  })

  it('takes account and profile from the event or from the options', () => {
    expect(() => read('{"tealium_account":"a","tealium_profile":"p"}', {})).not.toThrow()
    expect(() => read('{"tealium_account":"a"}', { profile: 'p' })).not.toThrow()
  })
})
