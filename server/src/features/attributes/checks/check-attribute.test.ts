import { attributeTypes, change, enrichment, type Change, type Enrichment } from '@outcrop/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkAttribute, type GivenAttribute } from './check-attribute.ts'
import { knownAttributes } from '../known-attributes.ts'
import { anyEnrichment } from './testing/any-enrichment.ts'
import { known } from './testing/known.ts'
import { attributesUsed } from './uses.ts'

const shape = (more: Partial<GivenAttribute> = {}): GivenAttribute => ({
  name: 'mine',
  scope: 'visitor',
  type: 'number',
  enrichments: [],
  ...(more.type === 'funnel' && { steps: ['cart', 'order'] }),
  ...more,
})

describe('the shape of an attribute', () => {
  it.each([...attributeTypes])('%s is fine on the visitor', (type) => {
    expect(checkAttribute(shape({ type }), known)).toEqual([])
  })

  it.each<[Partial<GivenAttribute>, string, string]>([
    [{ type: 'badge', scope: 'visit' }, 'scope', 'A badge belongs to the visitor. Set the scope to "visitor".'],
    [{ type: 'visitor_id', scope: 'visit' }, 'scope', 'A visitor id belongs to the visitor. Set the scope to "visitor".'],
    [{ type: 'funnel', steps: [] }, 'steps', 'A funnel needs its steps, in order.'],
    [{ type: 'funnel', steps: null }, 'steps', 'A funnel needs its steps, in order.'],
    [{ type: 'funnel', steps: ['cart', 'cart'] }, 'steps', 'The step "cart" is there twice.'],
    [{ steps: ['cart'] }, 'steps', 'Only a funnel has steps; this is a number. Leave them out.'],
    [{ type: 'string_array', keep_days: 3 }, 'keep_days', 'Only a timeline keeps its entries for days; this is a string array. Leave it out.'],
  ])('%j is refused at %s', (more, path, message) => {
    expect(checkAttribute(shape(more), known)).toEqual([{ path, message }])
  }) // prettier-ignore
})

const changing = (type: GivenAttribute['type'], given: unknown, more: Partial<Enrichment> = {}) =>
  checkAttribute(
    shape({
      type,
      enrichments: [{ ...enrichment.parse({ change: change.parse(given) }), ...more }],
    }),
    known,
  ).map(({ path, message }) => `${path.replace('enrichments.0.', '')}: ${message}`)

const of = (attribute: string, more: object = {}) => ({ scope: 'visitor', attribute, ...more })
const event = { scope: 'event', attribute: 'total' }

describe('what is taken from a timeline', () => {
  const record = enrichment.parse({ change: { kind: 'record', capture: ['order.total', { scope: 'visitor', attribute: 'a_string' }] } }) // prettier-ignore
  const stream = knownAttributes([
    { name: 'orders', scope: 'visitor', type: 'timeline', steps: null, enrichments: [record] },
    { name: 'empty', scope: 'visitor', type: 'timeline', steps: null, enrichments: [] },
  ])
  const faultsOf = (type: GivenAttribute['type'], given: object) =>
    checkAttribute(shape({ type, enrichments: [enrichment.parse({ change: given })] }), stream)

  it.each<[GivenAttribute['type'], object]>([
    ['number', { kind: 'aggregate', of: of('orders'), as: 'sum', attribute: 'order.total' }],
    ['tally', { kind: 'tally_entries', of: of('orders'), keys: 'a_string', numbers: 'order.total', as: 'sum' }],
    ['tally', { kind: 'tally_entries', of: of('orders'), keys: 'a_string', as: 'sum' }],
  ])('%s: %j is captured', (type, given) => {
    expect(faultsOf(type, given)).toEqual([])
  }) // prettier-ignore

  it.each<[GivenAttribute['type'], object, string, string]>([
    ['number', { kind: 'aggregate', of: of('orders'), as: 'sum', attribute: 'total' }, 'attribute', '"orders" does not capture "total". It captures: order.total, a_string. Let it capture that first, or correct the name.'],
    ['number', { kind: 'aggregate', of: of('empty'), as: 'sum', attribute: 'total' }, 'attribute', '"empty" does not capture "total". It captures nothing. Let it capture that first, or correct the name.'],
    ['tally', { kind: 'tally_entries', of: of('orders'), keys: 'category', as: 'sum' }, 'keys', '"orders" does not capture "category". It captures: order.total, a_string. Let it capture that first, or correct the name.'],
    ['tally', { kind: 'tally_entries', of: of('orders'), keys: 'a_string', numbers: 'price', as: 'sum' }, 'numbers', '"orders" does not capture "price". It captures: order.total, a_string. Let it capture that first, or correct the name.'],
  ])('%s: %j is not, which is said at %s', (type, given, member, message) => {
    expect(faultsOf(type, given)).toEqual([{ path: `enrichments.0.change.${member}`, message }])
  }) // prettier-ignore
})

describe('a change', () => {
  it.each([
    ['read_date', 'dd/MM/yyyy dd', 'To read a date, the pattern must name each part once. It names the day twice.'],
    ['read_date', 'dd/MM', 'To read a date, the pattern needs a year (y), a month (M) and a day (d).'],
    ['read_date', 'dd/MM/yyyy', undefined],
  ])('%s by the pattern %s: %s', (kind, pattern, message) => {
    const faults = changing('date', { kind, of: { scope: 'event', attribute: 'day' }, format: 'pattern', pattern })
    expect(faults).toEqual(message === undefined ? [] : [`change.pattern: ${message}`])
  }) // prettier-ignore

  it('writes a part of a date twice where it is told to', () => {
    expect(changing('string', { kind: 'write_date', of: of('a_date'), format: 'pattern', pattern: 'dd/MM/yyyy dd' })).toEqual([]) // prettier-ignore
  })

  it.each<[GivenAttribute['type'], object, string]>([
    ['badge', { kind: 'set', to: { value: true } }, 'change.kind: A badge cannot be changed by set. Use one of: assign, clear.'],
    ['number', { kind: 'increment', by: of('missing') }, 'change.by.attribute: This stream has no attribute "missing". Create it first, or correct the name.'],
    ['number', { kind: 'increment', by: { scope: 'visit', attribute: 'a_number' } }, 'change.by.scope: "a_number" is an attribute of the visitor. Set the scope to "visitor".'],
    ['number', { kind: 'increment', by: of('a_date') }, 'change.by.attribute: "a_date" is of type date; a number is needed here.'],
    ['number', { kind: 'increment', by: of('a_tally') }, 'change.by.attribute: "a_tally" is of type tally; a number is needed here.'],
    ['number', { kind: 'increment', by: of('a_number', { key: 'red' }) }, 'change.by.key: "a_number" is of type number and has no keys: only a tally does. Leave out the key.'],
    ['number', { kind: 'increment', by: { ...event, key: 'red' } }, 'change.by.key: Only a tally has keys. To reach into an object of the event, name it "total.red".'],
    ['number', { kind: 'increment', by: { value: 'much' } }, 'change.by.value: "much" does not fit here: a number is needed.'],
    ['number', { kind: 'increment', by: { time: 'event' } }, 'change.by.time: A time does not fit here: a number is needed.'],
    ['number', { kind: 'calculate', operation: 'sum', of: [{ value: 1 }, of('a_set')] }, 'change.of.1.attribute: "a_set" is of type set; a number is needed here.'],
    ['number', { kind: 'count', of: of('a_string') }, 'change.of.attribute: "a_string" is of type string; a list, set, tally or timeline is needed here.'],
    ['number', { kind: 'aggregate', of: of('a_timeline'), as: 'sum' }, 'change.attribute: Say which captured attribute of the timeline to take.'],
    ['number', { kind: 'aggregate', of: of('a_number_array'), as: 'sum', attribute: 'x' }, 'change.attribute: Only the entries of a timeline have attributes. Leave it out.'],
    ['number', { kind: 'time_between', from: of('a_date'), to: of('a_set'), unit: 'days' }, 'change.to.attribute: "a_set" is of type set; a date is needed here.'],
    ['number', { kind: 'change_in', of: event }, 'change.of.scope: An attribute of the event has no earlier value. Use one of the visitor or the visit.'],
    ['number', { kind: 'change_in', of: of('a_tally', { key: 'red' }) }, 'change.of.key: The growth of one key of a tally is not known. Keep it in a number first.'],
    ['number', { kind: 'lookup', of: of('a_string'), table: {} }, 'change.table: The table is empty. Give it at least one value.'],
    ['number', { kind: 'lookup', of: of('a_string'), table: { a: 1, b: 'two' } }, 'change.table.b: A number is needed here.'],
    ['number', { kind: 'lookup', of: of('a_string'), table: { a: 1 }, otherwise: 'none' }, 'change.otherwise: A number is needed here.'],
    ['number', { kind: 'aggregate', of: of('a_number_array'), as: 'sum', within: { value: 3, unit: 'days' } }, 'change.within: Only the entries of a timeline have a time. Leave it out.'],
    ['number', { kind: 'count', of: event, within: { value: 3, unit: 'days' } }, 'change.within: Only the entries of a timeline have a time. Leave it out.'],
    ['number', { kind: 'change_in', of: of('a_number'), unit: 'days' }, 'change.unit: "a_number" is a number, which has no unit of time. Leave it out.'],
    ['date', { kind: 'read_date', of: event, format: 'pattern' }, 'change.pattern: Give the pattern, such as dd/MM/yyyy HH:mm.'],
    ['date', { kind: 'read_date', of: event, format: 'pattern', pattern: 'HH:mm' }, 'change.pattern: To read a date, the pattern needs a year (y), a month (M) and a day (d).'],
    ['date', { kind: 'read_date', of: event, format: 'epoch_s', pattern: 'yyyy' }, 'change.pattern: Only the format "pattern" has a pattern. Leave it out.'],
    ['string', { kind: 'write_date', of: { time: 'event' }, format: 'pattern', pattern: "yyyy 'o" }, 'change.pattern: The pattern cannot be used. A quote is opened and not closed.'],
    ['string', { kind: 'write_date', of: of('a_set'), format: 'epoch_s' }, 'change.of.attribute: "a_set" is of type set; a date is needed here.'],
    ['tally', { kind: 'tally_entries', of: of('a_tally'), keys: 'x', as: 'sum' }, 'change.of.attribute: "a_tally" is of type tally; a timeline is needed here.'],
    ['timeline', { kind: 'record', capture: [of('a_funnel')] }, 'change.capture.0.attribute: "a_funnel" is of type funnel; anything but a funnel or a timeline is needed here.'],
    ['timeline', { kind: 'record', capture: ['a_set', of('a_set')] }, 'change.capture.1: "a_set" is captured already. Capture each name once.'],
    ['boolean', { kind: 'capture', from: event, keep: 'minimum' }, 'change.keep: true and false have no minimum. Keep the first or the last.'],
    ['boolean', { kind: 'set', to: { value: 5 } }, 'change.to.value: 5 does not fit here: true or false is needed.'],
    ['date', { kind: 'set', to: { value: 'soon' } }, 'change.to.value: "soon" does not fit here: a date is needed.'],
    ['string', { kind: 'favorite', of: of('a_set') }, 'change.of.attribute: "a_set" is of type set; a tally is needed here.'],
    ['tally', { kind: 'pair', keys: of('a_string_array'), values: of('a_boolean_array') }, 'change.values.attribute: "a_boolean_array" is of type boolean array; a number or a list of numbers is needed here.'],
    ['visitor_id', { kind: 'set', to: { value: 'everybody' } }, 'change.to.value: "everybody" does not fit here: a text that tells one visitor from all others is needed.'],
    ['visitor_id', { kind: 'set', to: of('a_number') }, 'change.to.attribute: "a_number" is of type number; a text that tells one visitor from all others is needed here.'],
    ['funnel', { kind: 'record_step', step: 'paid' }, 'change.step: "mine" has no step "paid". Its steps are: cart, order.'],
  ])('of a %s, %j, is refused', (type, given, sentence) => {
    expect(changing(type, given)).toEqual([sentence])
  }) // prettier-ignore

  it.each<[GivenAttribute['type'], object, Partial<Enrichment>]>([
    ['number', { kind: 'increment', by: event }, {}],
    ['timeline', { kind: 'record', capture: ['total'] }, {}],
    ['number', { kind: 'increment', by: { value: 1 } }, { condition: { scope: 'event', attribute: 'total', operator: 'is_assigned' } }],
  ])('of a %s, %j, needs an event, which the end of a visit has not', (type, given, more) => {
    expect(changing(type, given, { ...more, when: 'visit_ended' })).toEqual([
      'when: A visit ends without an event, so there is none to look at. Keep what you need in an attribute of the visit, and use that here.',
    ])
    expect(changing(type, given, { ...more, when: 'new_visit' })).toEqual([])
  }) // prettier-ignore

  it('may use the attribute itself, and its condition may ask about it', () => {
    const own = { kind: 'set', to: of('mine') }
    const condition = { scope: 'visitor' as const, attribute: 'mine', operator: 'is_assigned' as const } // prettier-ignore
    expect(changing('number', own, { condition })).toEqual([])
  })
})

const mentionsEvent = ({ condition, change: made }: Enrichment) =>
  JSON.stringify([condition, made]).includes('"event"') ||
  ('capture' in made && made.capture.some((one) => typeof one === 'string'))

describe('any enrichment of what is there', () => {
  it('is fine, unless it looks for an event at the end of a visit', () => {
    fc.assert(
      fc.property(anyEnrichment, ({ type, enrichment: one }) => {
        const faults = checkAttribute(shape({ type, enrichments: [one] }), known)
        const isTooLate = one.when === 'visit_ended' && mentionsEvent({ ...one, change: withoutTime(one.change) }) // prettier-ignore
        expect(faults.map(({ path }) => path)).toEqual(isTooLate ? ['enrichments.0.when'] : [])
      }),
      { numRuns: 500 },
    )
  })

  it('survives the deletion of every attribute that it does not use, and of no other', () => {
    fc.assert(
      fc.property(anyEnrichment, fc.constantFrom(...known.keys()), (typed, gone) => {
        const given = shape({
          type: typed.type,
          enrichments: [{ ...typed.enrichment, when: 'any_event' }],
        })
        const left = new Map([...known].filter(([name]) => name !== gone))
        const faults = checkAttribute(given, left)
        expect(faults.length > 0).toBe(attributesUsed(given).has(gone))
        for (const { message } of faults) expect(message).toContain(`"${gone}"`)
      }),
      { numRuns: 1000 },
    )
  })
})

/** The time of the event is that of the visit's end there. */
const withoutTime = (made: Change): Change =>
  change.parse(JSON.parse(JSON.stringify(made).replaceAll('{"time":"event"}', '{"value":1}')))
