import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEvent } from './apply-event.ts'
import { olderFirst, stitch, type Named } from './stitch.ts'
import { arriving } from './testing/arriving.ts'
import { rulesOf, type GivenAttribute } from './testing/rules.ts'

const from = (attribute: string) => ({ scope: 'event', attribute }) as const
const visitor = (name: string, type: GivenAttribute['type'], change: object, more: object = {}) =>
  ({ name, scope: 'visitor', type, enrichments: [{ change }], ...more }) as GivenAttribute // eslint-disable-line no-restricted-syntax -- changes of many kinds in one table; the schema parses them

const attributes = [
  visitor('count', 'number', { kind: 'increment', by: { value: 1 } }),
  visitor('score', 'number', { kind: 'set', to: from('score') }),
  visitor('least', 'number', { kind: 'capture', from: from('score'), keep: 'minimum' }),
  visitor('most', 'number', { kind: 'capture', from: from('score'), keep: 'maximum' }),
  visitor('name', 'string', { kind: 'set', to: from('name') }),
  visitor('first_name', 'string', { kind: 'capture', from: from('name'), keep: 'first' }),
  visitor('fan', 'badge', { kind: 'assign' }),
  visitor('seen_at', 'date', { kind: 'set', to: { time: 'event' } }),
  visitor('names', 'string_array', { kind: 'add', value: from('name') }),
  visitor('kinds', 'set', { kind: 'add', value: from('name') }),
  visitor('per_name', 'tally', { kind: 'increment_key', key: from('name'), by: { value: 1 } }),
  visitor('customer', 'visitor_id', { kind: 'set', to: from('customer') }),
]
const regulars = { name: 'Regulars', condition: { attribute: 'count', operator: 'greater_than', value: 2 } } as const // prettier-ignore
const rookies = { name: 'Rookies', condition: { attribute: 'count', operator: 'less_than', value: 3 } } as const // prettier-ignore
const rules = rulesOf(attributes, [regulars, rookies])
const origin = { eventId: 'evt', eventAt: 0, depth: 0, causes: [] }

function lived(
  visitorId: string,
  events: readonly (readonly [number, Record<string, unknown>])[],
): Named {
  // prettier-ignore
  const [first, ...rest] = events
  if (!first) throw new Error('It has lived.')
  let { state } = applyEvent(undefined, arriving(visitorId, first[0], first[1]), rules)
  for (const [at, payload] of rest) ({ state } = applyEvent(state, arriving(visitorId, at, payload), rules)) // prettier-ignore
  return { visitorId, state }
}

const minute = 60_000

describe('two visitors that are one', () => {
  const phone = lived('phone', [[0, { score: 5, name: 'Ann' }], [9 * minute, { score: 7, name: 'Anna' }]]) // prettier-ignore
  const laptop = lived('laptop', [[minute, { score: 3, name: 'A.', customer: 'customer-1' }], [2 * minute, { name: 'Ann' }]]) // prettier-ignore

  it('have each attribute as its type says, whoever is given first', () => {
    const one = stitch(phone, laptop, origin, rules)
    expect(one.state).toMatchObject({
      createdAt: 0,
      lastEventAt: 9 * minute,
      events: 4,
      visits: 2,
      visit: { startedAt: 0, events: 4 },
      attributes: {
        count: 4, score: 7, least: 3, most: 7, name: 'Anna', first_name: 'Ann', fan: true, seen_at: 9 * minute,
        names: ['Ann', 'Anna', 'A.', 'Ann'], kinds: ['Ann', 'Anna', 'A.'],
        per_name: { Ann: 2, Anna: 1, 'A.': 1 }, customer: 'customer-1',
      },
    }) // prettier-ignore
    expect(stitch(laptop, phone, origin, rules)).toEqual(one)
  })

  it('join and leave audiences by what they are together', () => {
    const { state, happenings } = stitch(phone, laptop, origin, rules)
    expect(Object.keys(state.audiences)).toEqual(['Regulars'])
    expect(happenings.map((one) => ('audienceId' in one ? [one.type, one.audienceId, one.filled] : one.type))).toEqual([['joined', 'Regulars', false], ['left', 'Rookies', false]]) // prettier-ignore
  })

  it('stay within the limits of one, and say what did not fit', () => {
    const big = (visitorId: string, at: number) => {
      const one = lived(visitorId, [[at, {}]])
      return { ...one, state: { ...one.state, attributes: { [visitorId]: ['x'.repeat(250_000)] } } }
    }
    const { state, happenings } = stitch(big('one', 0), big('two', 1), origin, rules)
    expect(Object.keys(state.attributes)).toEqual(['one'])
    expect(happenings).toContainEqual(expect.objectContaining({ type: 'refused', attribute: 'two' })) // prettier-ignore
  })
})

it('are the same visitor with the same counts in whatever order they are stitched', () => {
  const life = fc.array(fc.record({ gap: fc.nat(3 * 3_600_000), name: fc.constantFrom('a', 'b', 'c'), score: fc.integer() }), { minLength: 1, maxLength: 6 }) // prettier-ignore
  const lives = fc.array(life, { minLength: 2, maxLength: 6 })
  fc.assert(
    fc.property(lives, fc.infiniteStream(fc.nat()), (given, picks) => {
      const all = given.map((events, index) => {
        let at = index
        return lived(`v${index}`, events.map(({ gap, ...payload }) => [(at += gap), payload] as const)) // prettier-ignore
      })
      const together = (order: () => number): Named => {
        const left = [...all]
        while (left.length > 1) {
          const [a] = left.splice(order() % left.length, 1)
          const [b] = left.splice(order() % left.length, 1)
          if (a && b) left.push({ visitorId: olderFirst(a, b)[0].visitorId, state: stitch(a, b, origin, rules).state }) // prettier-ignore
        }
        return left[0] ?? lived('none', [])
      }
      const told = ({
        visitorId,
        state: { createdAt, lastEventAt, events, visits, attributes, audiences },
      }: Named) => {
        // prettier-ignore
        const { count, least, most, seen_at, fan, kinds, per_name, names } = attributes
        const sorted = (list: unknown) => (Array.isArray(list) ? list.map(String).toSorted() : list)
        return { visitorId, createdAt, lastEventAt, events, visits, count, least, most, seen_at, fan, per_name: sorted(JSON.stringify(per_name).split(/[{},]/)), kinds: sorted(kinds), names: sorted(names), audiences: Object.keys(audiences) } // prettier-ignore
      }
      const inOrder = told(together(() => 0))
      expect(told(together(() => Number(picks.next().value)))).toEqual(inOrder)
      const events = given.flat().length
      expect(inOrder).toMatchObject({ events, count: events })
    }),
  )
})
