import type { Comparison, Operator } from '@outcrop/contract'
import { describe, expect, it } from 'vitest'
import { faultInCondition, matcherOf } from './condition-matcher.ts'

const payload = {
  tealium_event: 'purchase',
  total: 120.5,
  text_total: '99',
  vip: true,
  tags: ['new', 'Sale'],
  all_true: [true, 'true'],
  no_tags: [],
  order: { address: { city: 'Köln' } },
  nothing: null,
  constructor_like: 'x',
}

const matches = (
  attribute: string,
  operator: Operator,
  value?: Comparison['value'],
  ignoreCase?: boolean,
) =>
  matcherOf({
    attribute,
    operator,
    ...(value !== undefined && { value }),
    ...(ignoreCase && { ignore_case: true }),
  })(payload)

describe('a comparison', () => {
  it.each<[string, Operator, Comparison['value'], boolean]>([
    ['tealium_event', 'equals', 'purchase', true],
    ['tealium_event', 'equals', 'Purchase', false],
    ['tealium_event', 'does_not_equal', 'view', true],
    ['missing', 'does_not_equal', 'view', true],
    ['total', 'equals', 120.5, true],
    ['total', 'equals', '120.5', true],
    ['vip', 'equals', true, true],
    ['tealium_event', 'contains', 'urch', true],
    ['tags', 'contains', 'new', true],
    ['tags', 'contains', 'ne', false],
    ['tags', 'does_not_contain', 'old', true],
    ['tags', 'contains_part', 'al', true],
    ['tags', 'contains_part', 'old', false],
    ['tealium_event', 'contains_part', 'urch', true],
    ['tags', 'does_not_contain_part', 'al', false],
    ['tags', 'does_not_contain_part', 'old', true],
    ['missing', 'does_not_contain_part', 'old', true],
    ['tags', 'contains_only', 'new', false],
    ['all_true', 'contains_only', true, true],
    ['all_true', 'contains_only', false, false],
    ['no_tags', 'contains_only', 'new', false],
    ['vip', 'contains_only', true, true],
    ['tealium_event', 'starts_with', 'pur', true],
    ['tealium_event', 'ends_with', 'chase', true],
    ['tealium_event', 'matches', '^p.*e$', true],
    ['tealium_event', 'matches', 'chas', true],
    ['total', 'greater_than', 120, true],
    ['total', 'greater_than', 120.5, false],
    ['total', 'greater_than_or_equal', 120.5, true],
    ['text_total', 'less_than', 100, true],
    ['text_total', 'less_than_or_equal', '99', true],
    ['tealium_event', 'less_than', 5, false],
    ['missing', 'less_than', 5, false],
    ['order.address.city', 'equals', 'Köln', true],
    ['order.street', 'is_assigned', undefined, false],
    ['nothing', 'is_assigned', undefined, false],
    ['nothing', 'is_not_assigned', undefined, true],
    ['vip', 'is_assigned', undefined, true],
    ['tealium_event', 'in_list', ['view', 'purchase'], true],
    ['tealium_event', 'not_in_list', ['view'], true],
    ['toString', 'is_assigned', undefined, false],
  ])('%s %s %j is %s', (attribute, operator, value, expected) => {
    expect(matches(attribute, operator, value)).toBe(expected)
  })

  it('can ignore case', () => {
    expect(matches('tealium_event', 'equals', 'PURCHASE', true)).toBe(true)
    expect(matches('tags', 'contains', 'sale', true)).toBe(true)
    expect(matches('tags', 'contains_part', 'SAL', true)).toBe(true)
    expect(matches('tealium_event', 'matches', '^PUR', true)).toBe(true)
  })

  it('looks at each line where the expression says so', () => {
    const text = { text: 'first\nsecond' }
    const asks = (value: string) => matcherOf({ attribute: 'text', operator: 'matches', value })(text) // prettier-ignore
    expect(asks('^second$')).toBe(false)
    expect(asks('(?m)^second$')).toBe(true)
  })

  it('is not held up by an expression that backtracks for ever elsewhere', () => {
    const hostile = { text: `${'a'.repeat(50_000)}!` }

    expect(matcherOf({ attribute: 'text', operator: 'matches', value: '^(a+)+$' })(hostile)).toBe(
      false,
    )
  })

  it('with an expression that does not compile is a fault that says so', () => {
    expect(faultInCondition({ attribute: 'a', operator: 'matches', value: '(' })).toContain(
      'missing',
    )
  })

  it('with a hundred and one expressions is a fault that says so', () => {
    const one = { attribute: 'a', operator: 'matches', value: 'a' } as const
    const many = (count: number) => ({ any: [{ all: Array.from({ length: count }, () => one) }] })
    expect(faultInCondition(many(100))).toBeUndefined()
    expect(faultInCondition(many(101))).toBe('it has 101 regular expressions; 100 are the most')
  })

  it('with an expression that repeats a thousand times, again and again, is a fault that says so', () => {
    const faultOf = (value: string) =>
      faultInCondition({ attribute: 'a', operator: 'matches', value })
    expect(faultOf('a{1000}'.repeat(140))).toBe(
      'its repetitions add up to 140000; 1000 are the most',
    )
    expect(faultOf('a{2,1000}b{1,}')).toContain('add up to 1001')
    expect(faultOf('^a{2,500}b{500}$')).toBeUndefined()
  })
})

describe('groups', () => {
  const yes = { attribute: 'vip', operator: 'is_assigned' } as const
  const no = { attribute: 'missing', operator: 'is_assigned' } as const

  it.each([
    [{ all: [] }, true],
    [{ any: [] }, false],
    [{ all: [yes, no] }, false],
    [{ any: [yes, no] }, true],
    [{ all: [yes, { any: [no, { all: [yes] }] }] }, true],
  ])('%j is %s', (condition, expected) => {
    expect(matcherOf(condition)(payload)).toBe(expected)
  })
})
