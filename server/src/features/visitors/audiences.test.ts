import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applyEvent } from './apply-event.ts'
import { applyTime } from './apply-time.ts'
import type { VisitorState } from './state.ts'
import { arriving } from './testing/arriving.ts'
import { rulesOf } from './testing/rules.ts'

const minute = 60_000
const hour = 60 * minute
const start = Date.UTC(2026, 0, 2)

/** The same visitor in the plainest words: what the attributes below must hold. */
interface Model {
  orders: number
  spent: number
  last: string | undefined
  seen: Set<string>
  byKind: Map<string, number>
  lastAt: number | undefined
  visit: { startedAt: number; lastAt: number; events: number } | undefined
}

const fromEvent = (attribute: string) => ({ scope: 'event', attribute }) as const
const isOrder = { scope: 'event', attribute: 'kind', operator: 'equals', value: 'order' } as const

const attributes: Parameters<typeof rulesOf>[0] = [
  { name: 'orders', scope: 'visitor', type: 'number', enrichments: [{ condition: isOrder, change: { kind: 'increment', by: { value: 1 } } }] },
  { name: 'spent', scope: 'visitor', type: 'number', enrichments: [{ condition: isOrder, change: { kind: 'increment', by: fromEvent('amount') } }] },
  { name: 'last', scope: 'visitor', type: 'string', enrichments: [{ change: { kind: 'set', to: fromEvent('item') } }] },
  { name: 'seen', scope: 'visitor', type: 'set', enrichments: [{ change: { kind: 'add', value: fromEvent('item') } }] },
  { name: 'by_kind', scope: 'visitor', type: 'tally', enrichments: [{ change: { kind: 'increment_key', key: fromEvent('kind'), by: { value: 1 } } }] },
  { name: 'last_at', scope: 'visitor', type: 'date', enrichments: [{ change: { kind: 'set', to: { time: 'event' } } }] },
  { name: 'visit_events', scope: 'visit', type: 'number', enrichments: [{ change: { kind: 'increment', by: { value: 1 } } }] },
] // prettier-ignore

interface Rule {
  readonly condition: unknown
  readonly holds: (model: Model, now: number) => boolean
}

const leaf: fc.Arbitrary<Rule> = fc.oneof(
  fc.integer({ min: 0, max: 4 }).map((n): Rule => ({ condition: { attribute: 'orders', operator: 'greater_than', value: n }, holds: ({ orders }) => orders > n })),
  fc.integer({ min: 0, max: 60 }).map((n): Rule => ({ condition: { attribute: 'spent', operator: 'less_than', value: n }, holds: ({ orders, spent }) => orders > 0 && spent < n })),
  fc.constantFrom('a', 'b', 'c').map((item): Rule => ({ condition: { attribute: 'last', operator: 'equals', value: item }, holds: ({ last }) => last === item })),
  fc.constantFrom('a', 'b', 'c').map((item): Rule => ({ condition: { attribute: 'seen', operator: 'contains', value: item }, holds: ({ seen }) => seen.has(item) })),
  fc.integer({ min: 1, max: 5 }).map((n): Rule => ({ condition: { attribute: 'by_kind', key: 'view', operator: 'greater_than_or_equal', value: n }, holds: ({ byKind }) => (byKind.get('view') ?? 0) >= n })),
  fc.integer({ min: 1, max: 48 }).map((n): Rule => ({ condition: { attribute: 'last_at', operator: 'occurred_more_than', value: n, unit: 'hours' }, holds: ({ lastAt }, now) => lastAt !== undefined && now - lastAt >= n * hour })),
  fc.integer({ min: 1, max: 48 }).map((n): Rule => ({ condition: { attribute: 'last_at', operator: 'occurred_less_than', value: n, unit: 'hours' }, holds: ({ lastAt }, now) => lastAt !== undefined && now - lastAt < n * hour })),
  fc.integer({ min: 1, max: 4 }).map((n): Rule => ({ condition: { scope: 'visit', attribute: 'visit_events', operator: 'equals', value: n }, holds: ({ visit }) => visit?.events === n })),
  fc.constant<Rule>({ condition: { attribute: 'orders', operator: 'is_not_assigned' }, holds: ({ orders }) => orders === 0 }),
) // prettier-ignore

const rule = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('rule'), { maxLength: 3 }).map((parts) => ({
      condition: { all: parts.map(({ condition }) => condition) },
      holds: (model: Model, now: number) => parts.every(({ holds }) => holds(model, now)),
    })),
    fc.array(tie('rule'), { maxLength: 3 }).map((parts) => ({
      condition: { any: parts.map(({ condition }) => condition) },
      holds: (model: Model, now: number) => parts.some(({ holds }) => holds(model, now)),
    })),
  ),
})).rule

/** An event, or time that passes: both a while after what came before. */
const moment = fc.record({
  after: fc.oneof(fc.nat(10 * minute), fc.nat(50 * hour)),
  payload: fc.option(
    fc.record({
      kind: fc.constantFrom('order', 'view'),
      amount: fc.nat(30),
      item: fc.constantFrom('a', 'b', 'c'),
    }),
    { freq: 4, nil: undefined },
  ),
})

function endVisit(model: Model, now: number): void {
  if (model.visit && now >= Math.min(model.visit.lastAt + 30 * minute, model.visit.startedAt + 24 * hour)) model.visit = undefined // prettier-ignore
}

function happens(model: Model, now: number, payload: { kind: string; amount: number; item: string } | undefined) {
  endVisit(model, now)
  if (!payload) return
  model.visit = { startedAt: model.visit?.startedAt ?? now, lastAt: now, events: (model.visit?.events ?? 0) + 1 }
  if (payload.kind === 'order') {
    model.orders += 1
    model.spent += payload.amount
  }
  model.last = payload.item
  model.seen.add(payload.item)
  model.byKind.set(payload.kind, (model.byKind.get(payload.kind) ?? 0) + 1)
  model.lastAt = now
} // prettier-ignore

it('puts a visitor into exactly the audiences whose conditions hold, whatever comes in whatever time', () => {
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 6 }), fc.array(moment, { maxLength: 25 }), (rulesGiven, moments) => {
      const rules = rulesOf(attributes, rulesGiven.map(({ condition }, index) => ({ name: `a${index}`, condition })))
      const model: Model = { orders: 0, spent: 0, last: undefined, seen: new Set(), byKind: new Map(), lastAt: undefined, visit: undefined }
      let state: VisitorState | undefined
      let now = start
      const inNow = new Set<string>()
      for (const { after, payload } of moments) {
        now += after
        if (!payload && !state) continue
        const { state: next, happenings } = payload
          ? applyEvent(state, arriving('v', now, payload), rules)
          : applyTime(state ?? fail(), 'v', now, rules)
        state = next
        happens(model, now, payload)
        for (const one of happenings) {
          if (one.type !== 'joined' && one.type !== 'left') continue
          const id = one.audienceId ?? ''
          expect(inNow.has(id)).toBe(one.type === 'left')
          if (one.type === 'joined') inNow.add(id)
          else inNow.delete(id)
        }
        const expected = rulesGiven.flatMap(({ holds }, index) => (holds(model, now) ? [`a${index}`] : []))
        expect(Object.keys(state.audiences).toSorted()).toEqual(expected)
        expect([...inNow].toSorted()).toEqual(expected)
      }
    }),
    { numRuns: 300 },
  )
}) // prettier-ignore

function fail(): never {
  throw new Error('Time passes for nobody.')
}

it('asks every audience again under new rules, and forgets those that are gone', () => {
  const one = { name: 'one', condition: { attribute: 'orders', operator: 'is_not_assigned' } }
  const two = { name: 'two', condition: { attribute: 'last', operator: 'equals', value: 'a' } }
  const event = arriving('v', start, { kind: 'view', item: 'a', amount: 0 })
  const before = applyEvent(undefined, event, rulesOf(attributes, [one], '1')).state
  expect(Object.keys(before.audiences)).toEqual(['one'])
  const { state, happenings } = applyTime(before, 'v', start + 1, rulesOf(attributes, [two], '2'))
  expect(Object.keys(state.audiences)).toEqual(['two'])
  expect(happenings.map(({ type }) => type)).toEqual(['joined', 'left'])
})
