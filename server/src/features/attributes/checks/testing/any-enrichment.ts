import {
  attributeTypes,
  changesOf,
  moments,
  type AttributeType,
  type Capture,
  type Change,
  type Enrichment,
  type ProfileCondition,
  type Source,
} from '@outcrop/contract'
import fc from 'fast-check'
import { wanted, wantedBy, type Wanted } from '../wanted.ts'
import { known } from './known.ts'

const kept = [...known.values()]

/** Attributes of visitor and visit that fit, one key of a tally, event attributes, fixed values and times. */
function anySource({ types, isFixed, takesTime }: Wanted): fc.Arbitrary<Source> {
  const fitting = kept.filter(({ type }) => types.includes(type))
  const sources: Source[] = fitting.map(({ scope, name }) => ({ scope, attribute: name }))
  if (types.includes('number')) sources.push({ scope: 'visitor', attribute: 'a_tally', key: 'red' })
  if (takesTime) sources.push({ time: 'event' })
  const fixed = [5, '6', true, 'false', 'red', '2026-01-31'].filter(isFixed)
  sources.push(...fixed.map((value) => ({ value })))
  const event = { scope: 'event' as const, attribute: 'order.total' }
  return fc.constantFrom(...sources, event)
}

const pickOf = <T>(...items: readonly T[]) => fc.constantFrom(...items)
const number = anySource(wanted.number)
const texts = anySource(wanted.texts)
const tally = anySource(wanted.tally)
const growing = anySource(wanted.growing).filter((one) => 'scope' in one && one.scope !== 'event' && one.key === undefined) // prettier-ignore
const several = (source: fc.Arbitrary<Source>) => fc.array(source, { minLength: 1, maxLength: 3 })

const timeline: Source = { scope: 'visitor', attribute: 'a_timeline' }
const within = fc.record({ value: fc.integer({ min: 1, max: 90 }), unit: pickOf('minutes' as const, 'days' as const) }) // prettier-ignore
const anyFormat = pickOf({ format: 'epoch_s' as const }, { format: 'iso_8601' as const }, { format: 'pattern' as const, pattern: 'yyyy-MM-dd' }) // prettier-ignore
const captured = pickOf('order.total', 'a_number', 'a_set', 'a_tally')
const anyCapture = pickOf<Capture>('order.total', ...['a_number', 'a_set', 'a_tally', 'a_date'].map((attribute) => ({ scope: 'visitor' as const, attribute }))) // prettier-ignore

/** A change of every kind, such as the type takes it. */
function anyChangeOf(kind: Change['kind'], type: AttributeType): fc.Arbitrary<Change> {
  const whole = anySource(wantedBy[type] ?? wanted.text)
  const made: Record<Change['kind'], fc.Arbitrary<Change>> = {
    set: fc.record({ kind: fc.constant('set' as const), to: whole }),
    clear: fc.constant({ kind: 'clear' }),
    capture: fc.record({ kind: fc.constant('capture' as const), from: whole, keep: pickOf('first' as const, 'last' as const) }),
    increment: fc.record({ kind: fc.constant('increment' as const), by: number }),
    decrement: fc.record({ kind: fc.constant('decrement' as const), by: number }),
    calculate: fc.record({ kind: fc.constant('calculate' as const), operation: pickOf('sum' as const, 'ratio' as const), of: several(number) }),
    count: fc.oneof(
      fc.record({ kind: fc.constant('count' as const), of: anySource(wanted.counted) }),
      fc.record({ kind: fc.constant('count' as const), of: fc.constant(timeline), within }),
    ),
    aggregate: fc.record({ kind: fc.constant('aggregate' as const), of: fc.constant(timeline), as: pickOf('sum' as const, 'average' as const), attribute: fc.constant('order.total'), within }, { requiredKeys: ['kind', 'of', 'as', 'attribute'] }),
    time_between: fc.record({ kind: fc.constant('time_between' as const), from: anySource(wanted.date), to: anySource(wanted.date), unit: pickOf('days' as const, 'weeks' as const) }),
    change_in: fc.record({ kind: fc.constant('change_in' as const), of: growing }),
    join: fc.record({ kind: fc.constant('join' as const), of: several(texts), with: fc.constant('-') }),
    lower_case: fc.constant({ kind: 'lower_case' }),
    upper_case: fc.constant({ kind: 'upper_case' }),
    favorite: fc.record({ kind: fc.constant('favorite' as const), of: tally }),
    split: fc.constant({ kind: 'split', shares: [{ value: 'a', weight: 1 }, { value: 'b', weight: 3 }] }),
    lookup: fc.record({ kind: fc.constant('lookup' as const), of: anySource(wanted.text), table: fc.constant({ red: '1' }) }),
    read_date: anyFormat.chain((format) => fc.record({ kind: fc.constant('read_date' as const), of: anySource(wanted.text) }).map((one) => ({ ...one, ...format }))),
    write_date: anyFormat.chain((format) => fc.record({ kind: fc.constant('write_date' as const), of: anySource(wanted.date) }).map((one) => ({ ...one, ...format }))),
    add: fc.record({ kind: fc.constant('add' as const), value: whole }),
    remove: fc.record({ kind: fc.constant('remove' as const), value: whole, which: pickOf('first' as const, 'all' as const) }),
    without: fc.record({ kind: fc.constant('without' as const), of: whole, items: whole }),
    top_keys: fc.record({ kind: fc.constant('top_keys' as const), of: tally, count: fc.constant(3) }),
    keys_above: fc.record({ kind: fc.constant('keys_above' as const), of: tally, above: fc.constant(2) }),
    increment_key: fc.record({ kind: fc.constant('increment_key' as const), key: texts, by: number }),
    add_tally: fc.record({ kind: fc.constant('add_tally' as const), of: tally }),
    pair: fc.record({ kind: fc.constant('pair' as const), keys: texts, values: anySource(wanted.numbers) }),
    tally_entries: fc.record({ kind: fc.constant('tally_entries' as const), of: fc.constant(timeline), keys: captured, numbers: captured, as: pickOf('sum' as const, 'average' as const), within }, { requiredKeys: ['kind', 'of', 'keys', 'as'] }),
    remove_key: fc.record({ kind: fc.constant('remove_key' as const), key: anySource(wanted.text) }),
    assign: fc.constant({ kind: 'assign' }),
    record_step: fc.record({ kind: fc.constant('record_step' as const), step: pickOf('cart', 'order'), capture: fc.array(fc.constant('order.total'), { maxLength: 1 }) }),
    record: fc.record({ kind: fc.constant('record' as const), capture: fc.uniqueArray(anyCapture, { minLength: 1, maxLength: 4, selector: (one) => (typeof one === 'string' ? one : one.attribute) }) }),
  } // prettier-ignore
  return made[kind]
}

const leaf = pickOf<ProfileCondition>(
  { scope: 'visitor', attribute: 'a_number', operator: 'greater_than', value: 5 },
  { scope: 'visitor', attribute: 'a_string', operator: 'matches', value: '^r' },
  { scope: 'visitor', attribute: 'a_tally', key: 'red', operator: 'equals', value: 2 },
  { scope: 'visitor', attribute: 'a_funnel', operator: 'step_completed', value: 'cart' },
  { scope: 'visitor', attribute: 'a_date', operator: 'occurred_less_than', value: 3, unit: 'days' },
  { scope: 'visit', attribute: 'on_visit', operator: 'is_assigned' },
  { scope: 'event', attribute: 'order.total', operator: 'less_than', value: 5 },
)

/** A condition on the attributes of `known`. */
export const anyCondition: fc.Arbitrary<ProfileCondition> = fc.letrec<{ node: ProfileCondition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { maxLength: 3 }) }),
  ),
})).node // prettier-ignore

export interface Typed {
  readonly type: AttributeType
  readonly enrichment: Enrichment
}

/** An enrichment of any type of attribute, of any kind that the type takes, on the attributes of `known`. */
export const anyEnrichment: fc.Arbitrary<Typed> = pickOf(...attributeTypes).chain((type) =>
  pickOf(...changesOf[type]).chain((kind) =>
    fc
      .record({
        when: pickOf(...moments),
        condition: anyCondition,
        change: anyChangeOf(kind, type),
      })
      .map((enrichment) => ({ type, enrichment })),
  ),
)
