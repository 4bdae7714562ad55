import { describeFinding, type EventType, type SpecifiedAttribute } from '@outcrop/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeBy } from './judge-event.ts'

const attribute = (name: string, more: Partial<SpecifiedAttribute> = {}): SpecifiedAttribute => ({
  name,
  type: 'any',
  required: true,
  description: '',
  ...more,
})

const judged = (
  attributes: readonly SpecifiedAttribute[],
  payload: Record<string, unknown>,
  allow_others = false,
) => {
  const { id, verdict, findings } = judgeBy({ id: 'spc_1', name: 'purchase', attributes, allow_others })(payload) // prettier-ignore
  expect(id).toBe('spc_1')
  return [verdict, ...findings.map(describeFinding)]
}

const order = [
  attribute('order_id', { type: 'string' }),
  attribute('order_total', { type: 'number' }),
  attribute('coupon', { type: 'string', required: false }),
]

describe('an event', () => {
  it.each<[Record<string, unknown>, string[]]>([
    [{ order_id: 'R1', order_total: 12.5 }, ['valid']],
    [{ order_id: 'R1', order_total: '12.5', coupon: 'X' }, ['valid']],
    [{ order_id: '', order_total: 0, coupon: null }, ['valid']],
    [{ order_id: 'R1' }, ['invalid', 'order_total is missing']],
    [{ order_id: null, order_total: 1 }, ['invalid', 'order_id is missing']],
    [{ order_id: 7, order_total: 'much' }, ['invalid', 'order_id is not a text', 'order_total is not a number']],
    [{ order_id: 'R1', order_total: 1, coupon: 7 }, ['warn', 'coupon is not a text']],
    [{ order_id: 'R1', order_total: 1, colour: 'red' }, ['warn', 'colour is not listed']],
    [{ order_total: 1, colour: 'red' }, ['invalid', 'order_id is missing', 'colour is not listed']],
    [{ order_id: 'R1', order_total: 1, tealium_event: 'x', 'cp.trace_id': 't', platform: 'web', _dc_ttl_: 5000 }, ['valid']],
  ])('%j', (payload, expected) => {
    expect(judged(order, payload)).toEqual(expected)
  }) // prettier-ignore

  it('may have attributes that are not listed where the specification says so', () => {
    expect(judged(order, { order_id: 'R1', order_total: 1, colour: 'red' }, true)).toEqual([
      'valid',
    ])
  })

  it('may have what it is asked for inside of another attribute', () => {
    const nested = [attribute('customer.email', { type: 'string' })]
    expect(judged(nested, { customer: { email: 'a@b.c' } })).toEqual(['valid'])
    expect(judged(nested, { customer: {} })).toEqual(['invalid', 'customer.email is missing'])
  })

  it('has no attribute by inheritance', () => {
    expect(judged([attribute('toString')], {})).toEqual(['invalid', 'toString is missing'])
  })

  it('is told a hundred findings, and judged by all', () => {
    const many = Array.from({ length: 100 }, (_, index) => attribute(`a${index}`, { type: 'number', required: false })) // prettier-ignore
    const payload = Object.fromEntries(many.map(({ name }) => [name, 'x']))
    const [verdict, ...findings] = judged([...many, attribute('last')], payload)
    expect(verdict).toBe('invalid')
    expect(findings).toHaveLength(100)
  })
})

const good: readonly (readonly [EventType, readonly unknown[]])[] = [
  ['any', ['', 0, false, {}, []]],
  ['string', ['', 'true', '7']],
  ['number', [0, -1.5, '7', '1e3']],
  ['boolean', [true, false, 'true', 'false']],
  ['date', ['2026-01-02', '2026-01-02T03:04:05Z', 1767312000000, '1767312000000']],
  ['string_array', [[], ['a', '']]],
  ['number_array', [[], [1, '2']]],
  ['boolean_array', [[], [true, 'false']]],
]
const bad: readonly (readonly [EventType, readonly unknown[]])[] = [
  ['any', []],
  ['string', [7, true, [], {}]],
  ['number', ['', 'seven', true, [7], {}]],
  ['boolean', ['yes', 1, 0, '', [true]]],
  ['date', ['yesterday', true, '', {}, '2026-13-40']],
  ['string_array', ['a', [1], [['a']], [null]]],
  ['number_array', [1, ['a'], [null]]],
  ['boolean_array', [true, ['yes'], [1]]],
]

it.each(good)('a value that is of type %s', (type, values) => {
  for (const value of values) {
    expect(judged([attribute('a', { type })], { a: value })).toEqual(['valid'])
  }
})

it.each(bad)('a value that is not of type %s', (type, values) => {
  for (const value of values) {
    const [verdict, finding] = judged([attribute('a', { type })], { a: value })
    expect([value, verdict, finding]).toEqual([
      value,
      'invalid',
      expect.stringMatching(/^a is not /),
    ])
  }
})

it('is judged the same however its keys are ordered, and never throws', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (payload) => {
      const reversed = Object.fromEntries(Object.entries(payload).toReversed())
      const [one, other] = [judged(order, payload), judged(order, reversed)]
      expect(one.toSorted()).toEqual(other.toSorted())
    }),
  )
})
