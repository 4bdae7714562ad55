import { newAttribute, newAudience } from '@outcrop/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applyEvent } from './apply-event.ts'
import { applyTime, dueAt } from './apply-time.ts'
import type { Happening } from './happening.ts'
import type { VisitorState } from './state.ts'
import { anyAttributes, anyAudiences, anyPayload } from './testing/any-profile.ts'
import { arriving } from './testing/arriving.ts'
import { PlainVisitor, type PlainRules } from './testing/plain-model.ts'
import { rulesOf, type GivenAttribute, type GivenAudience } from './testing/rules.ts'

/*
 * Random rules, audiences and events against a second, plain telling of the guide. With
 * OUTCROP_PROPERTY_RUNS=5000 it looks for longer. Not told a second time, and tested elsewhere:
 * funnels, timelines and what rolls, `split`, `read_date`, `write_date`, `matches`, visitor ids and
 * stitching, and the limits of 30,000 items, 400,000 characters and 10,000 events.
 */
const numRuns = Number(process.env['OUTCROP_PROPERTY_RUNS'] ?? 150)
const minute = 60_000
const start = Date.UTC(2026, 0, 2)
const visitors = ['anna', 'ben', 'cleo'] as const

/** An event, or time that passes: a while after what came before, or before it by a clock that was set back. */
const moment = fc.record({
  visitorId: fc.constantFrom(...visitors),
  after: fc.oneof(fc.nat(90_000), fc.nat(29 * minute), fc.constantFrom(5000, 20_000, 2 * minute, 30 * minute), fc.integer({ min: 31 * minute, max: 60 * 60 * minute }), fc.integer({ min: -40 * minute, max: 0 })), // prettier-ignore
  payload: fc.option(anyPayload, { freq: 5, nil: undefined }),
})

interface Given {
  readonly visitorId: (typeof visitors)[number]
  readonly after: number
  /** Undefined: time passes. */
  readonly payload: Record<string, unknown> | undefined
}

it('makes of random events what the guide says, by random rules', () => {
  fc.assert(fc.property(anyAttributes, anyAudiences, fc.array(moment, { minLength: 1, maxLength: 25 }), compareAll), { numRuns })
}, 600_000) // prettier-ignore

it('ends a visit after a day as the guide says, however often events come', () => {
  const one = fc.record({
    visitorId: fc.constant('anna' as const),
    after: fc.integer({ min: 20 * minute, max: 29 * minute }),
    payload: anyPayload.map((payload) => ({ ...payload, platform: 'web', _dc_ttl_: 'soon', kill_visitor_session: false })), // prettier-ignore
  })
  fc.assert(
    fc.property(anyAttributes, anyAudiences, fc.array(one, { minLength: 73, maxLength: 80 }), compareAll), // prettier-ignore
    { numRuns: Math.ceil(numRuns / 15) },
  )
}, 600_000)

function compareAll(attributes: GivenAttribute[], audiences: GivenAudience[], moments: readonly Given[]): void {
  const rules = rulesOf(attributes, audiences)
  const told = plainRules(attributes, audiences)
  const plain = new Map(visitors.map((visitorId) => [visitorId, new PlainVisitor(told)]))
  const states = new Map<string, VisitorState>()
  let now = start
  const compare = (visitorId: (typeof visitors)[number], happenings: readonly Happening[]) => {
    const model = plain.get(visitorId)
    expect(shown(states.get(visitorId))).toEqual(model && shownPlain(model))
    expect(happenings.flatMap(words)).toEqual(model?.said.splice(0))
  }
  for (const { visitorId, after, payload } of moments) {
    now += after
    const known = states.get(visitorId)
    if (!payload && !known) continue
    const { state, happenings } = payload || !known ? applyEvent(known, arriving(visitorId, now, payload), rules) : applyTime(known, visitorId, now, rules)
    states.set(visitorId, state)
    if (payload) plain.get(visitorId)?.happens(payload, now)
    else plain.get(visitorId)?.timePasses(now)
    compare(visitorId, happenings)
  }
  for (const visitorId of visitors) {
    const known = states.get(visitorId)
    if (!known) continue
    const due = dueAt(known, visitorId, known.lastEventAt, rules)
    for (const later of [...(due === null ? [] : [due - 1, due]), now + 1500 * minute]) {
      const { state, happenings } = applyTime(states.get(visitorId) ?? known, visitorId, later, rules)
      states.set(visitorId, state)
      plain.get(visitorId)?.timePasses(later)
      compare(visitorId, happenings)
    }
    expect(states.get(visitorId)?.visit).toBeNull()
  }
} // prettier-ignore

/** Read as the API reads them; nothing else of the server. */
function plainRules(
  attributes: readonly GivenAttribute[],
  audiences: readonly GivenAudience[],
): PlainRules {
  // prettier-ignore
  const stream_id = `str_${'0'.repeat(32)}`
  return {
    attributes: attributes.map((one) => newAttribute.parse({ ...one, stream_id })),
    audiences: audiences.map((one) => newAudience.parse({ ...one, stream_id })),
  }
}

function words(one: Happening): string[] {
  if (!('origin' in one)) return []
  return [[one.type, ...(one.audienceId === null ? [] : [one.audienceId]), one.at].join(' ')]
}

const shown = (state: VisitorState | undefined): unknown =>
  state && {
    events: state.events,
    visits: state.visits,
    lastAt: state.lastEventAt,
    attributes: asStored(state.attributes),
    audiences: state.audiences,
    visit: state.visit && {
      startedAt: state.visit.startedAt,
      lastAt: state.visit.lastEventAt,
      length: state.visit.ttlMs,
      events: state.visit.events,
      attributes: asStored(state.visit.attributes),
      audiencesAtStart: state.visit.audiencesAtStart.toSorted(),
    },
  }

const shownPlain = ({ events, visits, lastAt, attributes, audiences, visit, visitAttributes }: PlainVisitor): unknown => ({
  events,
  visits,
  lastAt,
  attributes: asStored(plainOf(attributes)),
  audiences: Object.fromEntries(audiences),
  visit: visit ? { ...visit, attributes: asStored(plainOf(visitAttributes)), audiencesAtStart: visit.audiencesAtStart.toSorted() } : null,
}) // prettier-ignore

const plainOf = (value: unknown): unknown =>
  value instanceof Map ? Object.fromEntries([...value].map(([key, one]) => [key, plainOf(one)])) : value // prettier-ignore

/** As text, as it is kept: there 0 and -0 are one. */
const asStored = (values: unknown): unknown => JSON.parse(JSON.stringify(values))
