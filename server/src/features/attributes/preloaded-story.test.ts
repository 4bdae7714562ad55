import { expect, it } from 'vitest'
import { applyEvent, compileProfileRules, type VisitorState } from '../visitors/visitors.ts'
import { preloaded } from './preloaded.ts'

const minute = 60_000
const week = 7 * 24 * 60 * minute
const start = Date.UTC(2026, 0, 1)

const rules = compileProfileRules(
  '1',
  preloaded.map((one) => ({ ...one, id: one.name, steps: null, keep_days: null })),
  [],
  (error) => {
    throw error
  },
)

/** The visitor after events, each so many milliseconds after the start. */
function after(events: readonly (readonly [number, Record<string, unknown>])[]) {
  const visitor = events.reduce<VisitorState | undefined>(
    (known, [offset, payload]) =>
      applyEvent(known, { visitorId: 'v1', eventId: `evt_${offset}`, eventAt: start + offset, depth: 0, causes: [], payload }, rules).state, // prettier-ignore
    undefined,
  )
  return { visitor: visitor?.attributes, visit: visitor?.visit?.attributes }
}

const first = [
  [0, { platform: 'web', page_path: '/', page_url: 'https://shop/' }],
  [2 * minute, { platform: 'ios' }],
  [6 * minute, { platform: 'web', dom: { url: 'https://shop/boots' } }],
] as const

it('the first visit, while it goes on', () => {
  expect(after(first)).toEqual({
    visit: {
      visit_start: start,
      visit_end: start + 6 * minute,
      visit_duration: 6,
      event_count: 3,
      entry_url: 'https://shop/',
      exit_url: 'https://shop/boots',
      active_platform: 'web',
      platforms: ['web', 'ios'],
    },
    visitor: {
      first_visit: start,
      last_visit: start,
      lifetime_visit_count: 1,
      lifetime_event_count: 3,
      returning_visitor: false,
      last_event_url: 'https://shop/boots',
      weeks_since_first_visit: 0,
    },
  })
})

it('a second visit looks back on the first one', () => {
  const { visitor, visit } = after([...first, [week, { platform: 'web', kill_visitor_session: true }]]) // prettier-ignore
  expect(visit).toBeUndefined()
  expect(visitor).toEqual({
    first_visit: start,
    last_visit: start + week,
    lifetime_visit_count: 2,
    lifetime_event_count: 4,
    returning_visitor: true,
    last_event_url: 'https://shop/boots',
    total_minutes_on_site: 6,
    average_visit_minutes: 3,
    weeks_since_first_visit: 1,
    average_visits_per_week: 2,
    lifetime_platforms: { web: 2, ios: 1 },
    favorite_platform: 'web',
  })
})
