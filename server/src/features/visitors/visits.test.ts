import { describe, expect, it } from 'vitest'
import { applyEvent, maxVisitEvents } from './apply-event.ts'
import { applyTime, dueAt } from './apply-time.ts'
import type { Happening } from './happening.ts'
import type { VisitorState } from './state.ts'
import { arriving } from './testing/arriving.ts'
import { rulesOf } from './testing/rules.ts'

const minute = 60_000
const day = 1440 * minute
const start = Date.UTC(2026, 0, 2)
const visitorId = 'visitor-1'

const rules = rulesOf(
  [
    { name: 'pages', scope: 'visit', type: 'number', enrichments: [{ change: { kind: 'increment', by: { value: 1 } } }] },
    { name: 'longest', scope: 'visitor', type: 'number', enrichments: [{ when: 'visit_ended', change: { kind: 'capture', from: { scope: 'visit', attribute: 'pages' }, keep: 'maximum' } }] },
    { name: 'entry', scope: 'visit', type: 'string', enrichments: [{ when: 'new_visit', change: { kind: 'set', to: { scope: 'event', attribute: 'page' } } }] },
    { name: 'first_page', scope: 'visitor', type: 'string', enrichments: [{ when: 'new_visitor', change: { kind: 'set', to: { scope: 'event', attribute: 'page' } } }] },
    { name: 'last_seen', scope: 'visitor', type: 'date', enrichments: [{ change: { kind: 'set', to: { time: 'event' } } }] },
  ],
  [
    { name: 'browsing', condition: { scope: 'visit', attribute: 'pages', operator: 'greater_than', value: 1 } },
    { name: 'away', condition: { attribute: 'last_seen', operator: 'occurred_more_than', value: 3, unit: 'days' } },
  ],
) // prettier-ignore

const event = (at: number, payload: Record<string, unknown> = {}) =>
  arriving(visitorId, at, payload)

function all(events: readonly ReturnType<typeof event>[]) {
  let state: VisitorState | undefined
  const happenings: Happening[] = []
  for (const one of events) {
    const applied = applyEvent(state, one, rules)
    state = applied.state
    happenings.push(...applied.happenings)
  }
  if (!state) throw new Error('no events')
  return { state, happenings, types: happenings.map(({ type }) => type) }
}

const movesIn = (happenings: readonly Happening[]) =>
  happenings.flatMap((one) => (one.type === 'joined' || one.type === 'left' ? `${one.type} ${one.audienceId}` : [])) // prettier-ignore

describe('a visit', () => {
  it('starts with the first event, and keeps what belongs to it', () => {
    const { state, types } = all([event(start, { page: '/a' }), event(start + minute, { page: '/b' })]) // prettier-ignore
    expect(state).toMatchObject({
      events: 2,
      visits: 1,
      attributes: { first_page: '/a' },
      visit: { startedAt: start, events: 2, attributes: { pages: 2, entry: '/a' } },
    })
    expect(types.filter((type) => type === 'visit_started')).toHaveLength(1)
  })

  it('ends after 30 quiet minutes, before the event that starts the next one', () => {
    const { state, happenings } = all([event(start, { page: '/a' }), event(start + 1000), event(start + 1000 + 30 * minute, { page: '/c' })]) // prettier-ignore
    expect(state).toMatchObject({
      visits: 2,
      attributes: { longest: 2, first_page: '/a' },
      visit: { events: 1, attributes: { pages: 1, entry: '/c' } },
    })
    expect(happenings.find(({ type }) => type === 'visit_ended')).toMatchObject({ at: start + 1000 + 30 * minute }) // prettier-ignore
    expect(movesIn(happenings)).toEqual(['joined browsing', 'left browsing'])
  })

  it.each([
    { what: 'as its first event says', first: { _dc_ttl_: 10_000 }, ms: 10_000 },
    { what: 'after 5 seconds at the soonest', first: { _dc_ttl_: '1' }, ms: 5000 },
    { what: 'after 30 minutes at the latest', first: { _dc_ttl_: 9e9 }, ms: 30 * minute },
    { what: 'after 2 minutes on a phone', first: { platform: 'ios' }, ms: 2 * minute },
  ])('ends $what', ({ first, ms }) => {
    const { state } = all([event(start, first)])
    expect(dueAt(state, visitorId, start, rulesOf([]))).toBe(start + ms)
  })

  it('ends after a day, however often events come', () => {
    const { state } = all(Array.from({ length: 73 }, (_, index) => event(start + index * 20 * minute))) // prettier-ignore
    expect(state.visits).toBe(2)
    expect(state.visit?.startedAt).toBe(start + day)
  })

  it('ends with an event that asks for it', () => {
    const { state, types } = all([event(start), event(start + 1, { kill_visitor_session: true })])
    expect(state).toMatchObject({ visit: null, attributes: { longest: 2 } })
    expect(types.at(-2)).toBe('visit_ended')
  })

  it('ends by time alone', () => {
    const { state } = all([event(start), event(start + minute)])
    const early = applyTime(state, visitorId, start + 30 * minute, rules)
    expect(early.state.visit).not.toBeNull()
    const late = applyTime(state, visitorId, start + 31 * minute + 500, rules)
    expect(late.state.visit).toBeNull()
    expect(late.happenings.find(({ type }) => type === 'visit_ended')).toMatchObject({ at: start + 31 * minute }) // prettier-ignore
  })

  it(`takes ${maxVisitEvents} events, and leaves the visitor as it is at more`, () => {
    const { state } = all([event(start)])
    const full = { ...state, visit: state.visit && { ...state.visit, events: maxVisitEvents } }
    const { state: after, happenings } = applyEvent(full, event(start + 1), rules)
    expect(after).toEqual(full)
    expect(happenings.at(-1)).toMatchObject({ type: 'ignored' })
  })
})

describe('what a visit is due to', () => {
  const answer = (at: number, ...causes: string[]) => ({ ...event(at), depth: 1, causes })
  const originOf = (events: readonly ReturnType<typeof event>[]) => all(events).state.visit?.origin

  it('are the automations whose answers it is made of', () => {
    expect(originOf([answer(start, 'aut_a'), answer(start + 1, 'aut_a', 'aut_b')])).toEqual({
      eventId: `evt_${start + 1}`,
      eventAt: start + 1,
      depth: 1,
      causes: ['aut_a', 'aut_b'],
    })
  })

  it('is nobody when an event from outside is part of it', () => {
    expect(originOf([answer(start, 'aut_a'), event(start + 1)])?.causes).toEqual([])
    expect(originOf([event(start), answer(start + 1, 'aut_a')])?.causes).toEqual([])
  })
})

describe('time', () => {
  it('moves a visitor into an audience when a date is old enough, at that moment', () => {
    const { state } = all([event(start)])
    const ended = applyTime(state, visitorId, start + 30 * minute, rules)
    const due = dueAt(ended.state, visitorId, start + 30 * minute, rules)
    expect(due).toBe(start + 3 * day)
    const { state: away, happenings } = applyTime(ended.state, visitorId, start + 3 * day, rules)
    expect(movesIn(happenings)).toEqual(['joined away'])
    expect(dueAt(away, visitorId, start + 3 * day, rules)).toBeNull()
    expect(movesIn(applyEvent(away, event(start + 4 * day), rules).happenings)).toEqual(['left away']) // prettier-ignore
  })

  it('never takes a visitor back, whatever the clock says', () => {
    const { state } = all([event(start), event(start - day), event(start + minute)])
    expect(state).toMatchObject({ visits: 1, lastEventAt: start + minute })
    expect(state.attributes['last_seen']).toBe(start + minute)
  })
})

it('refuses what would make a visitor too large, and says so', () => {
  const names = Array.from({ length: 5 }, (_, index) => `list_${index}`)
  const large = rulesOf(names.map((name) => ({ name, scope: 'visitor', type: 'string_array', enrichments: [{ change: { kind: 'set', to: { scope: 'event', attribute: 'items' } } }] }))) // prettier-ignore
  const items = Array.from({ length: 1000 }, () => 'x'.repeat(100))
  const { state, happenings } = applyEvent(undefined, event(start, { items }), large)
  expect(Object.keys(state.attributes)).toEqual(names.slice(0, 3))
  expect(happenings.filter(({ type }) => type === 'refused')).toHaveLength(2)
})

it('says of a refused value what its type takes', () => {
  const known = rulesOf([{ name: 'customer', scope: 'visitor', type: 'visitor_id', enrichments: [{ change: { kind: 'set', to: { scope: 'event', attribute: 'customer' } } }] }]) // prettier-ignore
  const { happenings } = applyEvent(undefined, event(start, { customer: 'C-1' }), known)
  expect(happenings).toContainEqual({ type: 'refused', attribute: 'customer', reason: '"C-1" is no visitor id: it takes a text of 6 to 255 characters, three different ones at least.' }) // prettier-ignore
})
