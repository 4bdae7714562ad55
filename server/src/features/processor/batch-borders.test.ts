import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { LoggedEvent } from '../events/events.ts'
import { anyAttributes, anyAudiences, anyPayload } from '../visitors/testing/any-profile.ts'
import { rulesOf } from '../visitors/testing/rules.ts'
import { applyEvent, openedVisitor, type PackedVisitor, type VisitorState } from '../visitors/visitors.ts' // prettier-ignore
import { applyBatch } from './apply-batch.ts'
import { decide, type Decision } from './decide.ts'
import type { StreamRules, TriggerRule } from './rules.ts'

/** OUTCROP_PROPERTY_RUNS=5000 looks for longer. */
const numRuns = Number(process.env['OUTCROP_PROPERTY_RUNS'] ?? 100)
const minute = 60_000
const start = Date.UTC(2026, 0, 2)

const trigger = (automationId: string, on: TriggerRule['on']): TriggerRule => ({ automationId, versionId: 'ver_1', name: automationId, on, lane: 'prv_1', deadlineS: 60, wantsVisitor: true }) // prettier-ignore

/** Everything that can start does. */
const withTriggers = (profile: StreamRules['profile']): StreamRules => ({
  feeds: [
    { id: 'fed_all', name: 'All Events', matches: () => true },
    { id: 'fed_orders', name: 'Orders', matches: ({ payload }) => payload['kind'] === 'order' },
  ],
  triggers: [
    trigger('aut_order', { type: 'event', feed_id: 'fed_orders' }),
    ...(['joined', 'left', 'visit_start', 'visit_end'] as const).map((on) => trigger(`aut_${on}`, { type: 'audience', audience_id: 'audience_0', on })), // prettier-ignore
  ],
  profile,
  names: { attributes: [], audiences: [] },
  sources: new Map(),
  caps: new Map(),
  specifications: new Map(),
})

const anyEvents = fc
  .array(
    fc.record({
      visitorId: fc.constantFrom('anna', 'ben', 'cleo', null),
      after: fc.oneof(
        fc.integer({ min: -10 * minute, max: 25 * minute }),
        fc.nat(40 * 60 * minute),
      ),
      payload: anyPayload,
    }),
    { minLength: 1, maxLength: 30 },
  ) // prettier-ignore
  .map((all) => {
    let now = start
    return all.map(({ visitorId, after, payload }, place): LoggedEvent => {
      now += after
      return { id: `evt_${place}`, xid: '1', shard: 0, organization_id: 'org_1', stream_id: 'str_1', received_at: new Date(now), name: null, visitor_id: visitorId, trace_id: null, payload, run_id: null, depth: 0, causes: null } // prettier-ignore
    })
  })

/** One after the other, with nothing packed, kept or put together in between. */
function oneByOne(events: readonly LoggedEvent[], rules: StreamRules) {
  const states = new Map<string, VisitorState>()
  const decisions = events.map((event): [string, Decision] => {
    const { id, visitor_id: visitorId, received_at, payload } = event
    if (visitorId === null) return [id, decide(event, rules, undefined, [])]
    const { state, happenings } = applyEvent(states.get(visitorId), { visitorId, payload, eventId: id, eventAt: received_at.getTime(), depth: 0, causes: [] }, rules.profile) // prettier-ignore
    states.set(visitorId, state)
    return [id, decide(event, rules, state, happenings)]
  })
  return { states, decisions }
}

function inBatches(events: readonly LoggedEvent[], sizes: readonly number[], rules: StreamRules) {
  const kept = new Map<string, PackedVisitor>()
  const members = new Map<string, Set<string>>()
  const decisions: [string, Decision][] = []
  let next = 0
  for (let round = 0; next < events.length; round += 1) {
    const size = sizes[round % sizes.length] ?? 1
    const batch = events.slice(next, next + size).map((event) => ({ ...event, payload: JSON.stringify(event.payload) })) // prettier-ignore
    next += size
    const known = [...kept.values()].filter(({ visitorId }) => batch.some((event) => event.visitor_id === visitorId)) // prettier-ignore
    const { applied, visitors, memberships } = applyBatch(batch, known, new Map([['str_1', rules]]))
    for (const visitor of visitors) kept.set(visitor.visitorId, visitor)
    for (const { visitorId, audienceId, joinedAt } of memberships) {
      const own = members.get(visitorId) ?? new Set()
      if (joinedAt) own.add(audienceId)
      else own.delete(audienceId)
      members.set(visitorId, own)
    }
    decisions.push(...applied.map(({ event, decision }): [string, Decision] => [event.id, decision])) // prettier-ignore
  }
  const states = new Map([...kept].map(([id, visitor]) => [id, openedVisitor(visitor).state]))
  return { states, decisions, members }
}

/** As text, as it is kept: there 0 and -0 are one. Ids of runs are drawn. */
const asStored = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(/"run_[0-9a-f]{32}"/g, '"run"'))

it('makes the same visitors and decisions of the same events, wherever a batch ends', () => {
  let runs = 0
  fc.assert(
    fc.property(anyAttributes, anyAudiences, anyEvents, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), (attributes, audiences, events, sizes) => {
      const rules = withTriggers(rulesOf(attributes, audiences))
      const expected = oneByOne(events, rules)
      const { states, decisions, members } = inBatches(events, sizes, rules)
      expect(asStored(Object.fromEntries(states))).toEqual(asStored(Object.fromEntries(expected.states)))
      expect(asStored(decisions)).toEqual(asStored(expected.decisions))
      for (const [visitorId, { audiences: joined }] of expected.states)
        expect([...(members.get(visitorId) ?? [])].toSorted()).toEqual(Object.keys(joined).toSorted())
      runs += decisions.flatMap(([, decision]) => decision.runs).length
    }),
    { numRuns },
  )
  expect(runs).toBeGreaterThan(numRuns)
}, 600_000) // prettier-ignore
