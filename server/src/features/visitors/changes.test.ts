import {
  attributeTypes,
  change,
  changesOf,
  type AttributeType,
  type Change,
} from '@outcrop/contract'
import { describe, expect, it } from 'vitest'
import { applyEvent } from './apply-event.ts'
import { compileChange } from './changes/compile-change.ts'
import type { Value, VisitorState } from './state.ts'
import { arriving } from './testing/arriving.ts'
import { rulesOf, type GivenAttribute } from './testing/rules.ts'

const at = Date.UTC(2026, 0, 2)
const fromEvent = (attribute: string) => ({ scope: 'event', attribute }) as const
const fromVisitor = (attribute: string) => ({ scope: 'visitor', attribute }) as const

interface Case {
  readonly name: string
  readonly type: AttributeType
  readonly change: Change
  /** What each event carries, one after the other. */
  readonly events: readonly Record<string, unknown>[]
  readonly gives: Value | undefined
}

/** The tally, list and timeline that others compute from are kept by attributes before it. */
const helpers: readonly GivenAttribute[] = [
  { name: 'tally', scope: 'visitor', type: 'tally', enrichments: [{ change: { kind: 'increment_key', key: fromEvent('category'), by: { value: 1 } } }] },
  { name: 'line', scope: 'visitor', type: 'timeline', enrichments: [{ change: { kind: 'record', capture: ['amount', 'category', 'tags', 'prices', 'basket'] } }] },
  { name: 'seen', scope: 'visitor', type: 'date', enrichments: [{ change: { kind: 'set', to: { time: 'event' } } }] },
  { name: 'total', scope: 'visitor', type: 'number', enrichments: [{ change: { kind: 'increment', by: fromEvent('amount') } }] },
] // prettier-ignore

function after({ type, change: made, events }: Case): Value | undefined {
  const steps = type === 'funnel' ? { steps: ['cart', 'order'] } : {}
  const rules = rulesOf([...helpers, { name: 'it', scope: 'visitor', type, ...steps, enrichments: [{ change: made }] }]) // prettier-ignore
  let state: ReturnType<typeof applyEvent>['state'] | undefined
  events.forEach((payload, index) => {
    state = applyEvent(state, arriving('visitor-1', at + index * 1000, payload), rules).state // prettier-ignore
  })
  return state?.attributes['it']
}

const cases: readonly Case[] = [
  { name: 'sets a number from text', type: 'number', change: { kind: 'set', to: fromEvent('price') }, events: [{ price: '12.50' }], gives: 12.5 },
  { name: 'keeps what it has when the event has nothing', type: 'number', change: { kind: 'set', to: fromEvent('price') }, events: [{ price: 3 }, {}], gives: 3 },
  { name: 'keeps what it has when the event has another type', type: 'number', change: { kind: 'set', to: fromEvent('price') }, events: [{ price: 3 }, { price: 'dear' }], gives: 3 },
  { name: 'sets a nested value', type: 'string', change: { kind: 'set', to: fromEvent('a.b') }, events: [{ a: { b: 'deep' } }], gives: 'deep' },
  { name: 'does not keep too long a text', type: 'string', change: { kind: 'set', to: fromEvent('text') }, events: [{ text: 'x'.repeat(1001) }], gives: undefined },
  { name: 'sets a date from ISO 8601', type: 'date', change: { kind: 'set', to: fromEvent('on') }, events: [{ on: '2026-01-01T00:00:00Z' }], gives: Date.UTC(2026, 0, 1) },
  { name: 'sets a date to the time of the event', type: 'date', change: { kind: 'set', to: { time: 'event' } }, events: [{}, {}], gives: at + 1000 },
  { name: 'reads seconds', type: 'date', change: { kind: 'read_date', of: fromEvent('on'), format: 'epoch_s' }, events: [{ on: 1_767_225_600 }], gives: Date.UTC(2026, 0, 1) },
  { name: 'reads a date by a pattern', type: 'date', change: { kind: 'read_date', of: fromEvent('on'), format: 'pattern', pattern: 'dd/MM/yyyy' }, events: [{ on: '03/02/2026' }, { on: '2026-02-04' }], gives: Date.UTC(2026, 1, 3) },
  { name: 'writes a date by a pattern', type: 'string', change: { kind: 'write_date', of: { time: 'event' }, format: 'pattern', pattern: 'EEEE d.M.yyyy' }, events: [{}], gives: 'Friday 2.1.2026' },
  { name: 'writes a date as ISO 8601', type: 'string', change: { kind: 'write_date', of: fromEvent('on'), format: 'iso_8601' }, events: [{ on: at }], gives: '2026-01-02T00:00:00.000Z' },
  { name: 'writes a date in seconds', type: 'string', change: { kind: 'write_date', of: fromEvent('on'), format: 'epoch_s' }, events: [{ on: at + 999 }], gives: String(at / 1000) },
  { name: 'sets a switch from text', type: 'boolean', change: { kind: 'set', to: fromEvent('yes') }, events: [{ yes: 'true' }], gives: true },
  { name: 'assigns a badge', type: 'badge', change: { kind: 'assign' }, events: [{}], gives: true },
  { name: 'clears', type: 'string', change: { kind: 'clear' }, events: [{}], gives: undefined },
  { name: 'captures the first', type: 'string', change: { kind: 'capture', from: fromEvent('page'), keep: 'first' }, events: [{ page: '/a' }, { page: '/b' }], gives: '/a' },
  { name: 'captures the last', type: 'string', change: { kind: 'capture', from: fromEvent('page'), keep: 'last' }, events: [{ page: '/a' }, { page: '/b' }], gives: '/b' },
  { name: 'captures the least', type: 'number', change: { kind: 'capture', from: fromEvent('amount'), keep: 'minimum' }, events: [{ amount: 5 }, { amount: 2 }, { amount: 9 }], gives: 2 },
  { name: 'captures the most', type: 'number', change: { kind: 'capture', from: fromEvent('amount'), keep: 'maximum' }, events: [{ amount: 5 }, { amount: 9 }, { amount: 2 }], gives: 9 },
  { name: 'looks up', type: 'string', change: { kind: 'lookup', of: fromEvent('country'), table: { US: 'Americas' }, otherwise: 'elsewhere' }, events: [{ country: 'US' }], gives: 'Americas' },
  { name: 'looks up nothing that every object has', type: 'string', change: { kind: 'lookup', of: fromEvent('country'), table: { US: 'Americas' }, otherwise: 'elsewhere' }, events: [{ country: 'constructor' }], gives: 'elsewhere' },
  { name: 'looks up nothing by a name for what is missing', type: 'string', change: { kind: 'lookup', of: fromEvent('country'), table: { undefined: 'a', null: 'b', US: 'c' }, otherwise: 'elsewhere' }, events: [{ country: 'US' }, { country: null }], gives: 'elsewhere' },
  { name: 'joins nothing when all is missing', type: 'string', change: { kind: 'join', of: [fromEvent('first'), fromEvent('more')], with: ' ' }, events: [{ first: 'a' }, { more: null }], gives: 'a' },
  { name: 'keeps what was left of a list that is missing now', type: 'set', change: { kind: 'without', of: fromEvent('all'), items: fromEvent('some') }, events: [{ all: ['a', 'b'], some: ['b'] }, {}], gives: ['a'] },
  { name: 'keeps the top keys of a tally that is missing now', type: 'set', change: { kind: 'top_keys', of: fromEvent('basket'), count: 1 }, events: [{ basket: { a: 1 } }, {}], gives: ['a'] },
  { name: 'keeps the keys above a number of a tally that is missing now', type: 'set', change: { kind: 'keys_above', of: fromEvent('basket'), above: 0 }, events: [{ basket: { a: 1 } }, {}], gives: ['a'] },
  { name: 'keeps the pairs of a list that is missing now', type: 'tally', change: { kind: 'pair', keys: fromEvent('keys'), values: fromEvent('numbers') }, events: [{ keys: ['a'], numbers: [1] }, { numbers: [2] }], gives: { a: 1 } },
  { name: 'pairs an empty list to an empty tally', type: 'tally', change: { kind: 'pair', keys: fromEvent('keys'), values: fromEvent('numbers') }, events: [{ keys: ['a'], numbers: [1] }, { keys: [] }], gives: {} },
  { name: 'pairs no number with a key that is no text', type: 'tally', change: { kind: 'pair', keys: fromEvent('keys'), values: fromEvent('numbers') }, events: [{ keys: [null, { a: 1 }, 'b'], numbers: [1, 2, 3] }], gives: { b: 3 } },
  { name: 'keeps each text once in a set of what is left', type: 'set', change: { kind: 'without', of: fromEvent('all'), items: fromEvent('some') }, events: [{ all: ['a', 'a', 'b'], some: ['b'] }], gives: ['a'] },
  { name: 'increments from nothing', type: 'number', change: { kind: 'increment', by: { value: 2 } }, events: [{}, {}], gives: 4 },
  { name: 'decrements', type: 'number', change: { kind: 'decrement', by: fromEvent('amount') }, events: [{ amount: 3 }], gives: -3 },
  { name: 'adds up', type: 'number', change: { kind: 'calculate', operation: 'sum', of: [fromEvent('a'), fromEvent('b'), { value: 1 }] }, events: [{ a: 1, b: '2' }], gives: 4 },
  { name: 'does not divide by zero', type: 'number', change: { kind: 'calculate', operation: 'ratio', of: [fromEvent('a'), fromEvent('b')] }, events: [{ a: 4, b: 2 }, { a: 1, b: 0 }], gives: 2 },
  { name: 'counts the items of a list', type: 'number', change: { kind: 'count', of: fromEvent('items') }, events: [{ items: ['a', 'b'] }], gives: 2 },
  { name: 'counts the keys of a tally', type: 'number', change: { kind: 'count', of: fromVisitor('tally') }, events: [{ category: 'x' }, { category: 'y' }, { category: 'x' }], gives: 2 },
  { name: 'averages a list', type: 'number', change: { kind: 'aggregate', of: fromEvent('prices'), as: 'average' }, events: [{ prices: [1, '2', 6] }], gives: 3 },
  { name: 'sums what a timeline captured', type: 'number', change: { kind: 'aggregate', of: fromVisitor('line'), attribute: 'amount', as: 'sum' }, events: [{ amount: 2 }, {}, { amount: 5 }], gives: 7 },
  { name: 'sums the last entries of a timeline', type: 'number', change: { kind: 'aggregate', of: fromVisitor('line'), attribute: 'amount', as: 'sum', within: { value: 1 / 60, unit: 'minutes' } }, events: [{ amount: 2 }, { amount: 3 }, { amount: 5 }], gives: 8 },
  { name: 'knows the most of the last entries', type: 'number', change: { kind: 'aggregate', of: fromVisitor('line'), attribute: 'amount', as: 'maximum', within: { value: 1 / 60, unit: 'minutes' } }, events: [{ amount: 9 }, { amount: 3 }, { amount: 5 }], gives: 5 },
  { name: 'sums up to nothing when nothing counts any more', type: 'number', change: { kind: 'aggregate', of: fromVisitor('line'), attribute: 'amount', as: 'sum', within: { value: 1 / 120, unit: 'minutes' } }, events: [{ amount: 9 }, {}], gives: 0 },
  { name: 'has no average when nothing counts any more', type: 'number', change: { kind: 'aggregate', of: fromVisitor('line'), attribute: 'amount', as: 'average', within: { value: 1 / 120, unit: 'minutes' } }, events: [{ amount: 9 }, {}], gives: undefined },
  { name: 'counts the last entries of a timeline', type: 'number', change: { kind: 'count', of: fromVisitor('line'), within: { value: 1 / 60, unit: 'minutes' } }, events: [{}, {}, {}], gives: 2 },
  { name: 'measures the time between', type: 'number', change: { kind: 'time_between', from: fromEvent('from'), to: { time: 'event' }, unit: 'days' }, events: [{ from: at - 2 * 86_400_000 }], gives: 2 },
  { name: 'measures the time since a date in words', type: 'number', change: { kind: 'time_between', from: fromEvent('from'), to: { time: 'event' }, unit: 'days' }, events: [{ from: '2026-01-01T00:00:00Z' }], gives: 1 },
  { name: 'tells by how much a number grew', type: 'number', change: { kind: 'change_in', of: fromVisitor('total') }, events: [{ amount: 4 }, { amount: 7 }], gives: 7 },
  { name: 'tells by how many minutes a date grew', type: 'number', change: { kind: 'change_in', of: fromVisitor('seen'), unit: 'minutes' }, events: [{}, {}], gives: 1 / 60 },
  { name: 'joins', type: 'string', change: { kind: 'join', of: [fromEvent('first'), fromEvent('more')], with: ' ' }, events: [{ first: 'a', more: ['b', 'c'] }], gives: 'a b c' },
  { name: 'finds the favourite', type: 'string', change: { kind: 'favorite', of: fromVisitor('tally') }, events: [{ category: 'b' }, { category: 'a' }, { category: 'b' }], gives: 'b' },
  { name: 'adds to a list', type: 'string_array', change: { kind: 'add', value: fromEvent('tags') }, events: [{ tags: ['a', 'b'] }, { tags: 'a' }], gives: ['a', 'b', 'a'] },
  { name: 'adds to a set once', type: 'set', change: { kind: 'add', value: fromEvent('tags') }, events: [{ tags: ['a', 'b'] }, { tags: 'a' }], gives: ['a', 'b'] },
  { name: 'takes no number for a text in a list of numbers', type: 'number_array', change: { kind: 'add', value: fromEvent('tags') }, events: [{ tags: [1, 'two', 3] }], gives: [1, 3] },
  { name: 'keeps what another list lacks', type: 'set', change: { kind: 'without', of: fromEvent('all'), items: fromEvent('some') }, events: [{ all: ['a', 'b', 'c'], some: ['b'] }], gives: ['a', 'c'] },
  { name: 'takes the top keys', type: 'set', change: { kind: 'top_keys', of: fromVisitor('tally'), count: 1 }, events: [{ category: 'b' }, { category: 'a' }, { category: 'b' }], gives: ['b'] },
  { name: 'takes the keys above a number', type: 'set', change: { kind: 'keys_above', of: fromVisitor('tally'), above: 1 }, events: [{ category: 'b' }, { category: 'a' }, { category: 'b' }], gives: ['b'] },
  { name: 'counts by key', type: 'tally', change: { kind: 'increment_key', key: fromEvent('tags'), by: { value: 1 } }, events: [{ tags: ['a', 'b'] }, { tags: 'a' }], gives: { a: 2, b: 1 } },
  { name: 'counts even the key __proto__', type: 'tally', change: { kind: 'increment_key', key: fromEvent('tags'), by: { value: 1 } }, events: [{ tags: '__proto__' }], gives: Object.fromEntries([['__proto__', 1]]) },
  { name: 'adds a tally', type: 'tally', change: { kind: 'add_tally', of: fromEvent('more') }, events: [{ more: { a: 1 } }, { more: { a: 2, b: 'x' } }], gives: { a: 3 } },
  { name: 'pairs keys and numbers', type: 'tally', change: { kind: 'pair', keys: fromEvent('keys'), values: fromEvent('numbers') }, events: [{ keys: ['a', 'b'], numbers: [1, 2] }], gives: { a: 1, b: 2 } },
  { name: 'counts a number that is null as 0', type: 'tally', change: { kind: 'pair', keys: fromEvent('keys'), values: fromEvent('numbers') }, events: [{ keys: ['a', 'b'], numbers: [null, 2] }], gives: { a: 0, b: 2 } },
  { name: 'leaves out a key whose number is none', type: 'tally', change: { kind: 'pair', keys: fromEvent('keys'), values: fromEvent('numbers') }, events: [{ keys: ['a', 'b', 'c'], numbers: ['x', 2] }], gives: { b: 2, c: 0 } },
  { name: 'removes a key', type: 'tally', change: { kind: 'remove_key', key: fromEvent('key') }, events: [{}], gives: undefined },
  { name: 'tallies the entries of a timeline', type: 'tally', change: { kind: 'tally_entries', of: fromVisitor('line'), keys: 'category', numbers: 'amount', as: 'sum' }, events: [{ category: 'a', amount: 2 }, { category: 'b', amount: 3 }, { category: 'a', amount: 5 }, { category: 'c' }], gives: { a: 7, b: 3 } },
  { name: 'averages the entries of a timeline by key', type: 'tally', change: { kind: 'tally_entries', of: fromVisitor('line'), keys: 'category', numbers: 'amount', as: 'average' }, events: [{ category: 'a', amount: 2 }, { category: 'a', amount: 5 }], gives: { a: 3.5 } },
  { name: 'counts the entries of a timeline by key', type: 'tally', change: { kind: 'tally_entries', of: fromVisitor('line'), keys: 'tags', as: 'sum' }, events: [{ tags: ['a', 'b'] }, { tags: 'a' }], gives: { a: 2, b: 1 } },
  { name: 'pairs the lists of each entry', type: 'tally', change: { kind: 'tally_entries', of: fromVisitor('line'), keys: 'tags', numbers: 'prices', as: 'sum' }, events: [{ tags: ['a', 'b'], prices: [1, 2] }, { tags: ['b'], prices: [4] }], gives: { a: 1, b: 6 } },
  { name: 'adds up the tallies of the last entries', type: 'tally', change: { kind: 'tally_entries', of: fromVisitor('line'), keys: 'basket', as: 'sum', within: { value: 1 / 60, unit: 'minutes' } }, events: [{ basket: { a: 9 } }, { basket: { a: 1 } }, { basket: { a: 2, b: 3 } }], gives: { a: 3, b: 3 } },
  { name: 'has no tally when nothing counts any more', type: 'tally', change: { kind: 'tally_entries', of: fromVisitor('line'), keys: 'category', as: 'sum', within: { value: 1 / 120, unit: 'minutes' } }, events: [{ category: 'a' }, {}], gives: undefined },
  { name: 'takes no shared value for an id', type: 'visitor_id', change: { kind: 'set', to: fromEvent('email') }, events: [{ email: 'null' }, { email: '0000000' }], gives: undefined },
  { name: 'never changes an id', type: 'visitor_id', change: { kind: 'set', to: fromEvent('email') }, events: [{ email: 'a@b.example' }, { email: 'c@d.example' }], gives: 'a@b.example' },
  { name: 'records the first step of a funnel', type: 'funnel', change: { kind: 'record_step', step: 'cart', capture: ['amount'] }, events: [{ amount: 5 }, { amount: 6 }], gives: { completed: false, steps: { cart: { at, snapshot: { amount: 5 } } } } },
  { name: 'records no step before the one that comes first', type: 'funnel', change: { kind: 'record_step', step: 'order', capture: [] }, events: [{}], gives: undefined },
  { name: 'records a timeline', type: 'timeline', change: { kind: 'record', capture: ['page', 'nothing'] }, events: [{ page: '/a' }], gives: [{ at, snapshot: { page: '/a' } }] },
  { name: 'records what the visitor has', type: 'timeline', change: { kind: 'record', capture: ['page', fromVisitor('total'), fromVisitor('tally'), fromVisitor('nothing')] }, events: [{ page: '/a', amount: 4, category: 'x' }], gives: [{ at, snapshot: { page: '/a', total: 4, tally: { x: 1 } } }] },
  { name: 'captures no object but a tally, and no text that is too long', type: 'timeline', change: { kind: 'record', capture: ['deep', 'basket', 'long'] }, events: [{ deep: { a: { b: 1 } }, basket: { a: '1' }, long: 'x'.repeat(1001) }], gives: [{ at, snapshot: { basket: { a: 1 } } }] },
] // prettier-ignore

describe('a change', () => {
  it.each(cases)('$name', (one) => {
    expect(after(one)).toEqual(one.gives)
  })

  const refusals = [
    ['a text that is not written so', 'date', { kind: 'read_date', of: fromEvent('on'), format: 'pattern', pattern: 'dd/MM/yyyy' }, { on: '2026-02-04' }, '"2026-02-04" is no date such as dd/MM/yyyy.'],
    ['a division by zero', 'number', { kind: 'calculate', operation: 'ratio', of: [{ value: 1 }, fromEvent('none')] }, { none: 0 }, 'The result is no finite number: it divides by 0, or is beyond what a number holds.'],
    ['a key that is none', 'tally', { kind: 'increment_key', key: fromEvent('key'), by: { value: 1 } }, { key: [{ a: 1 }] }, '{"a":1} cannot be a key of it.'],
    ['a number of a key that is none', 'tally', { kind: 'pair', keys: fromEvent('keys'), values: fromEvent('numbers') }, { keys: ['a'], numbers: ['x'] }, '"x" is no number for the key "a".'],
    ['a number of a key that is too large', 'tally', { kind: 'add_tally', of: fromEvent('more') }, { more: { a: 1.7e308 } }, 'The number of the key "a" would be beyond what a number holds.'],
  ] as const // prettier-ignore

  it.each(refusals)('says why it does not take %s', (_what, type, made, payload, reason) => {
    const rules = rulesOf([{ name: 'it', scope: 'visitor', type, enrichments: [{ change: change.parse(made) }, { change: change.parse(made) }] }]) // prettier-ignore
    const { happenings } = applyEvent(undefined, arriving('visitor-1', at, payload), rules)
    expect(happenings).toContainEqual({ type: 'refused', attribute: 'it', reason })
  })

  it('records what a visit was like when it has ended', () => {
    const rules = rulesOf([
      { name: 'pages', scope: 'visit', type: 'number', enrichments: [{ change: { kind: 'increment', by: { value: 1 } } }] },
      { name: 'it', scope: 'visitor', type: 'timeline', enrichments: [{ when: 'visit_ended', change: { kind: 'record', capture: [{ scope: 'visit', attribute: 'pages' }] } }] },
    ]) // prettier-ignore
    const { state } = applyEvent(undefined, arriving('visitor-1', at, { kill_visitor_session: true }), rules) // prettier-ignore
    expect(state.attributes['it']).toEqual([{ at, snapshot: { pages: 1 } }])
  })

  it('takes old entries from a timeline with the next event, whatever that is', () => {
    const day = 86_400_000
    const condition = { scope: 'event', attribute: 'order', operator: 'is_assigned' } as const
    const record = { condition, change: change.parse({ kind: 'record', capture: ['order'] }) }
    const rules = rulesOf([
      { name: 'line', scope: 'visitor', type: 'timeline', keep_days: 7, enrichments: [record] },
      { name: 'it', scope: 'visitor', type: 'number', enrichments: [{ change: { kind: 'count', of: fromVisitor('line') } }] },
    ], [{ name: 'Buyers', condition: { attribute: 'line', operator: 'is_assigned' } }]) // prettier-ignore
    const after = (state: VisitorState | undefined, days: number, payload: object) =>
      applyEvent(state, arriving('visitor-1', at + days * day, { ...payload }), rules).state
    const two = after(after(undefined, 0, { order: 1 }), 5, { order: 2 })
    expect(two.attributes['it']).toBe(2)
    const one = after(two, 8, {})
    expect(one.attributes).toMatchObject({ it: 1, line: [{ snapshot: { order: 2 } }] })
    const none = after(one, 13, {})
    expect(none.attributes).not.toHaveProperty('line')
    expect([Object.keys(one.audiences), Object.keys(none.audiences)]).toEqual([['Buyers'], []])
  })

  it('says when a timeline gives up its oldest entry', () => {
    const line: GivenAttribute = { name: 'it', scope: 'visitor', type: 'timeline', enrichments: [{ change: { kind: 'record', capture: ['page'] } }] } // prettier-ignore
    const rules = rulesOf([line])
    let applied = applyEvent(undefined, arriving('visitor-1', at, { page: 0 }), rules)
    for (let page = 1; page < 100; page += 1) {
      applied = applyEvent(applied.state, arriving('visitor-1', at + page, { page }), rules)
      expect(applied.happenings.map(({ type }) => type)).not.toContain('refused')
    }
    applied = applyEvent(applied.state, arriving('visitor-1', at + 100, { page: 100 }), rules)
    expect(applied.happenings).toContainEqual({ type: 'refused', attribute: 'it', reason: 'It keeps the newest 100 entries.' }) // prettier-ignore
    expect(applied.state.attributes['it']).toHaveLength(100)
    expect(applied.state.attributes['it']).toMatchObject({ 0: { snapshot: { page: 1 } } })
  })

  it.each([
    ['set', ['a', 'b']],
    ['string_array', ['a', 'a', 'b']],
  ] as const)('folds the case of a %s', (type, gives) => {
    const add = { change: { kind: 'add', value: fromEvent('tags') } } as const
    const rules = rulesOf([{ name: 'it', scope: 'visitor', type, enrichments: [add, { change: { kind: 'lower_case' } }] }]) // prettier-ignore
    const { state } = applyEvent(undefined, arriving('visitor-1', at, { tags: ['a', 'A', 'B'] }), rules) // prettier-ignore
    expect(state.attributes['it']).toEqual(gives)
  })

  it('gives one visitor always the same share, and each share its part of the visitors', () => {
    const rules = rulesOf([{ name: 'group', scope: 'visitor', type: 'string', enrichments: [{ change: { kind: 'split', shares: [{ value: 'a', weight: 3 }, { value: 'b', weight: 1 }] } }] }]) // prettier-ignore
    const shareOf = (visitorId: string) =>
      applyEvent(undefined, arriving(visitorId, at), rules).state.attributes['group']
    const shares = Array.from({ length: 4000 }, (_, index) => shareOf(`v-${index}`))
    expect(shareOf('v-1')).toBe(shares[1])
    expect(shares.filter((share) => share === 'a').length / 4000).toBeCloseTo(0.75, 1)
  })

  it('of every kind that a type takes can be compiled for it', () => {
    const source = fromEvent('x')
    const parts = { to: source, from: source, by: source, of: source, value: source, items: source, key: source, keys: source, values: source } // prettier-ignore
    const others = { operation: 'sum', keep: 'first', as: 'sum', unit: 'days', with: '', shares: [{ value: 'a', weight: 1 }, { value: 'b', weight: 1 }], table: {}, format: 'epoch_s', count: 1, above: 1, step: 'cart', capture: ['x'] } // prettier-ignore
    const every = { ...parts, ...others }
    for (const type of attributeTypes) {
      for (const kind of changesOf[type]) {
        const option = change.options.find(({ shape }) => shape.kind.value === kind)
        const names = Object.keys(option?.shape ?? {}).filter((name) => name in every)
        const given = Object.fromEntries(names.map((name) => [name, Reflect.get(every, name)]))
        const several = ['calculate', 'join'].includes(kind) ? { of: [source] } : {}
        const one = change.parse({ kind, ...given, ...several, ...(kind === 'aggregate' && { attribute: 'x' }), ...(kind === 'tally_entries' && { keys: 'x' }) }) // prettier-ignore
        expect(compileChange(one, { name: 'it', type, steps: ['cart'], keepMs: null })).toBeTypeOf('function') // prettier-ignore
      }
    }
  })
})
