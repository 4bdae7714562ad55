import type { AttributeType, Change, ProfileComparison, Source, TimeUnit } from '@outcrop/contract'
import type { newAttribute } from '@outcrop/contract'
import fc from 'fast-check'
import type { z } from 'zod'
import type { GivenAttribute, GivenAudience } from './rules.ts'

type GivenEnrichment = NonNullable<z.input<typeof newAttribute>['enrichments']>[number]
type GivenCondition = GivenAudience['condition']
type Scope = 'visitor' | 'visit'

const types = ['number', 'string', 'boolean', 'date', 'number_array', 'string_array', 'boolean_array', 'set', 'tally', 'badge'] as const satisfies readonly AttributeType[] // prettier-ignore
type Type = (typeof types)[number]

const kept = types.flatMap((type) => (type === 'badge' ? ['visitor' as const] : ['visitor' as const, 'visit' as const]).map((scope) => ({ scope, type, name: `${scope}_${type}` }))) // prettier-ignore

/** What an event may carry: of the right type, of a wrong one, or nothing. */
const text = fc.constantFrom('a', 'B', 'c', 'ab', '', '12', 'true')
const carried = {
  kind: fc.constantFrom('order', 'view', 'Order', ''),
  amount: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -5, max: 30 }) }, { weight: 2, arbitrary: fc.constantFrom('7', '1.5', 'dear', true, null, [3], '') }), // prettier-ignore
  item: fc.oneof({ weight: 6, arbitrary: text }, fc.constantFrom(3, false, null, 'x'.repeat(1001), { a: 1 })), // prettier-ignore
  tags: fc.oneof(fc.array(text, { maxLength: 4 }), text, fc.constantFrom([1, 'a'], ['a', null, 'b'], [])), // prettier-ignore
  prices: fc.oneof(fc.array(fc.integer({ min: -3, max: 9 }), { maxLength: 4 }), fc.constantFrom(4, ['1', 2], ['x', 2], [null])), // prettier-ignore
  yes: fc.constantFrom(true, false, 'true', 'maybe', [true, 'false'], [false]),
  basket: fc.oneof(fc.dictionary(fc.constantFrom('a', 'B', '__proto__', 'true'), fc.integer({ min: -2, max: 5 }), { noNullPrototype: true }), fc.constantFrom({ a: '2', c: 'x' }, {}, 'none')), // prettier-ignore
  on: fc.constantFrom(Date.UTC(2026, 0, 1), '2026-01-02T03:00:00Z', 'never', null),
  order: fc.oneof(fc.record({ total: fc.oneof(fc.nat(50), text) }), text),
}
const fitting: Record<Type, readonly (keyof typeof carried | 'order.total')[]> = {
  number: ['amount', 'order.total'],
  string: ['kind', 'item'],
  boolean: ['yes'],
  date: ['on'],
  number_array: ['prices', 'amount'],
  string_array: ['tags', 'item'],
  boolean_array: ['yes'],
  set: ['tags', 'item'],
  tally: ['basket'],
  badge: ['yes'],
}

/** What an event carries. */
export const anyPayload = fc.record(
  {
    ...carried,
    platform: fc.constantFrom('web', 'ios', 'android'),
    _dc_ttl_: fc.constantFrom(1, 20_000, '60000', 9e9, 'soon'),
    kill_visitor_session: fc.constantFrom(true, 'true', false, 'no'),
  },
  { requiredKeys: [], noNullPrototype: true },
)

const key = fc.constantFrom('a', 'B', 'order', 'true')
const unit = fc.constantFrom<TimeUnit>('minutes', 'hours', 'days', 'weeks', 'months')
const fixed: Partial<Record<Type, fc.Arbitrary<Source>>> = {
  number: fc.integer({ min: -4, max: 9 }).map((value) => ({ value })),
  string: text.map((value) => ({ value })),
  boolean: fc.boolean().map((value) => ({ value })),
  date: fc.constant({ time: 'event' as const }),
}

/** A value of a type, where from it may be; now and then of another type. */
const from = (...wanted: Type[]): fc.Arbitrary<Source> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...wanted).chain((type) => fc.oneof(fixed[type] ?? sourceOf(type), sourceOf(type), sourceOf(type))) }, // prettier-ignore
    fc.constantFrom(...types).chain(sourceOf),
  )

const sourceOf = (type: Type): fc.Arbitrary<Source> =>
  fc.oneof(
    fc.constantFrom(...fitting[type]).map((attribute) => ({ scope: 'event' as const, attribute })),
    fc.constantFrom(...kept.filter((one) => one.type === type)).map(({ scope, name }) => ({ scope, attribute: name })), // prettier-ignore
    ...(type === 'number' ? [fc.tuple(fc.constantFrom<Scope>('visitor', 'visit'), key).map(([scope, key]) => ({ scope, attribute: `${scope}_tally`, key }))] : []), // prettier-ignore
  )

const number = from('number')
const list = from('number_array', 'string_array', 'boolean_array', 'set')
const setting = (type: Type) => fc.record({ kind: fc.constant('set' as const), to: from(type) })
const clearing = fc.constant({ kind: 'clear' as const })
const capturing = (type: Type) => fc.record({ kind: fc.constant('capture' as const), from: from(type), keep: type === 'boolean' ? fc.constantFrom('first' as const, 'last' as const) : fc.constantFrom('first' as const, 'last' as const, 'minimum' as const, 'maximum' as const) }) // prettier-ignore
const looking = (found: fc.Arbitrary<string | number>) => fc.record({ kind: fc.constant('lookup' as const), of: from('string', 'number'), table: fc.dictionary(fc.constantFrom('a', 'B', '3', 'order', 'undefined', 'null'), found), otherwise: found }, { requiredKeys: ['kind', 'of', 'table'] }) // prettier-ignore
const casing = fc.constantFrom<Change>({ kind: 'lower_case' }, { kind: 'upper_case' })
const listing = (type: Type): fc.Arbitrary<Change>[] => [
  fc.record({ kind: fc.constant('add' as const), value: from(type, type, 'string', 'number') }),
  fc.record({ kind: fc.constant('remove' as const), value: from(type, 'string', 'number'), which: fc.constantFrom('first' as const, 'last' as const, 'all' as const) }), // prettier-ignore
  fc.record({ kind: fc.constant('without' as const), of: from(type), items: from(type) }),
]

const changes: Record<Type, fc.Arbitrary<Change>[]> = {
  number: [
    setting('number'),
    capturing('number'),
    looking(fc.nat(9)),
    fc.record({ kind: fc.constantFrom('increment' as const, 'decrement' as const), by: number }),
    fc.record({ kind: fc.constant('calculate' as const), operation: fc.constantFrom('sum' as const, 'difference' as const, 'product' as const, 'ratio' as const), of: fc.array(number, { minLength: 1, maxLength: 3 }) }), // prettier-ignore
    fc.record({ kind: fc.constant('count' as const), of: from('set', 'string_array', 'tally', 'number_array') }), // prettier-ignore
    fc.record({ kind: fc.constant('aggregate' as const), of: from('number_array', 'tally'), as: fc.constantFrom('sum' as const, 'average' as const, 'minimum' as const, 'maximum' as const) }), // prettier-ignore
    fc.record({ kind: fc.constant('time_between' as const), from: from('date'), to: from('date'), unit }), // prettier-ignore
    fc.record({ kind: fc.constant('change_in' as const), of: fc.constantFrom<Source>({ scope: 'visitor', attribute: 'visitor_number' }, { scope: 'visit', attribute: 'visit_number' }, { scope: 'visitor', attribute: 'visitor_date' }), unit }, { requiredKeys: ['kind', 'of'] }), // prettier-ignore
  ],
  string: [
    setting('string'),
    capturing('string'),
    looking(text),
    casing,
    fc.record({ kind: fc.constant('join' as const), of: fc.array(fc.oneof(from('string'), list), { minLength: 1, maxLength: 3 }), with: fc.constantFrom('', ', ') }), // prettier-ignore
    fc.record({ kind: fc.constant('favorite' as const), of: from('tally') }),
  ],
  boolean: [setting('boolean'), capturing('boolean')],
  date: [setting('date'), capturing('date')],
  number_array: [setting('number_array'), ...listing('number_array')],
  string_array: [setting('string_array'), casing, ...listing('string_array')],
  boolean_array: [setting('boolean_array'), ...listing('boolean_array')],
  set: [
    setting('set'),
    casing,
    ...listing('set'),
    fc.record({ kind: fc.constant('top_keys' as const), of: from('tally'), count: fc.integer({ min: 1, max: 3 }) }), // prettier-ignore
    fc.record({ kind: fc.constant('keys_above' as const), of: from('tally'), above: fc.integer({ min: -1, max: 4 }) }), // prettier-ignore
  ],
  tally: [
    setting('tally'),
    fc.record({ kind: fc.constant('increment_key' as const), key: from('string', 'set'), by: number }), // prettier-ignore
    fc.record({ kind: fc.constant('add_tally' as const), of: from('tally') }),
    fc.record({ kind: fc.constant('pair' as const), keys: from('string_array'), values: from('number_array') }), // prettier-ignore
    fc.record({ kind: fc.constant('remove_key' as const), key: from('string') }),
  ],
  badge: [fc.constant<Change>({ kind: 'assign' })],
}

type Asked = Pick<ProfileComparison, 'operator'> & { value?: string | number | string[]; unit?: TimeUnit; ignore_case?: boolean; key?: string } // prettier-ignore

const assigned = fc.constantFrom<Asked>({ operator: 'is_assigned' }, { operator: 'is_not_assigned' }) // prettier-ignore
const flagged = fc.constantFrom<Asked>({ operator: 'is_true' }, { operator: 'is_false' })
const measured = fc.record({ operator: fc.constantFrom('equals' as const, 'does_not_equal' as const, 'greater_than' as const, 'greater_than_or_equal' as const, 'less_than' as const, 'less_than_or_equal' as const), value: fc.integer({ min: -4, max: 12 }) }) // prettier-ignore
const spelled = fc.record({ operator: fc.constantFrom('equals' as const, 'does_not_equal' as const, 'contains' as const, 'does_not_contain' as const, 'starts_with' as const, 'ends_with' as const), value: fc.constantFrom('a', 'B', 'b', 'order', 'ORDER', '12'), ignore_case: fc.boolean() }) // prettier-ignore
const listed = fc.record({ operator: fc.constantFrom('in_list' as const, 'not_in_list' as const), value: fc.array(fc.constantFrom('a', 'B', 'order', '12'), { minLength: 1, maxLength: 3 }) }) // prettier-ignore
const aged = fc.record({ operator: fc.constantFrom('occurred_less_than' as const, 'occurred_more_than' as const), value: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom<TimeUnit>('minutes', 'hours', 'days') }) // prettier-ignore
const holding = (value: fc.Arbitrary<string | number>) => fc.record({ operator: fc.constantFrom('contains' as const, 'does_not_contain' as const, 'contains_only' as const), value }) // prettier-ignore
const partly = fc.record({ operator: fc.constantFrom('contains_part' as const, 'does_not_contain_part' as const), value: fc.constantFrom('a', 'b') }) // prettier-ignore

const asked: Record<Type, fc.Arbitrary<Asked>> = {
  number: fc.oneof(assigned, measured),
  string: fc.oneof(assigned, spelled, listed),
  boolean: fc.oneof(assigned, flagged),
  date: fc.oneof(assigned, aged, aged),
  number_array: fc.oneof(assigned, holding(fc.integer({ min: 0, max: 4 }))),
  string_array: fc.oneof(assigned, holding(text), partly),
  boolean_array: assigned,
  set: fc.oneof(assigned, holding(text), partly),
  tally: fc.oneof(assigned, holding(key), fc.tuple(fc.oneof(measured, assigned), key).map(([one, key]) => ({ ...one, key }))), // prettier-ignore
  badge: assigned,
}

const ofProfile = fc.constantFrom(...kept).chain(({ scope, name, type }) => asked[type].map((one) => ({ scope, attribute: name, ...one }))) // prettier-ignore
const ofEvent = fc.oneof(
  fc.oneof(assigned, spelled, listed).map((one) => ({ scope: 'event' as const, attribute: 'kind', ...one })), // prettier-ignore
  fc.oneof(assigned, measured).map((one) => ({ scope: 'event' as const, attribute: 'order.total', ...one })), // prettier-ignore
)
const byThisEvent = fc.constantFrom(...kept.filter(({ type }) => ['number', 'string', 'boolean', 'date'].includes(type))).map(({ scope, name }) => ({ scope, attribute: name, operator: 'has_changed' as const })) // prettier-ignore

const nested = (leaf: fc.Arbitrary<GivenCondition>): fc.Arbitrary<GivenCondition> =>
  fc.letrec<{ tree: GivenCondition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('tree'), { maxLength: 3 }).map((any) => ({ any })),
    ),
  })).tree

const anyEnrichment = (type: Type): fc.Arbitrary<GivenEnrichment> =>
  fc.record(
    {
      when: fc.constantFrom('any_event' as const, 'any_event' as const, 'any_event' as const, 'new_visit' as const, 'new_visitor' as const, 'visit_ended' as const), // prettier-ignore
      condition: nested(fc.oneof(ofProfile, ofEvent, byThisEvent)),
      change: fc.oneof({ weight: 9, arbitrary: fc.oneof(...changes[type]) }, clearing),
    },
    { requiredKeys: ['when', 'change'] },
  )

/** Every attribute that others name, in any order, each with some enrichments. */
export const anyAttributes: fc.Arbitrary<GivenAttribute[]> = fc
  .tuple(
    ...kept.map((one) =>
      fc
        .array(anyEnrichment(one.type), { maxLength: 3 })
        .map((enrichments) => ({ ...one, enrichments })),
    ),
  ) // prettier-ignore
  .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }))

export const anyAudiences: fc.Arbitrary<GivenAudience[]> = fc
  .array(nested(ofProfile), { minLength: 1, maxLength: 6 })
  .map((all) => all.map((condition, place) => ({ name: `audience_${place}`, condition })))
