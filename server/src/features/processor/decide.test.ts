import { describe, expect, it } from 'vitest'
import type { LoggedEvent } from '../events/events.ts'
import {
  applyEvent,
  compileProfileRules,
  type Moment,
  type VisitorState,
} from '../visitors/visitors.ts'
import { decide, decideMoments } from './decide.ts'
import { notesOf } from './notes.ts'
import type { StreamRules, TriggerRule } from './rules.ts'

const trigger = (automationId: string, feedId = 'fed_all'): TriggerRule => ({
  automationId,
  versionId: 'ver_1',
  name: automationId,
  on: { type: 'event', feed_id: feedId },
  lane: 'prv_1',
  deadlineS: 60,
  wantsVisitor: false,
})

const inAudience = (on: 'joined' | 'left' | 'visit_start' | 'visit_end'): TriggerRule => ({
  ...trigger(`aut_${on}`),
  on: { type: 'audience', audience_id: 'adn_1', on },
  wantsVisitor: true,
})

const rules: StreamRules = {
  feeds: [
    { id: 'fed_all', name: 'All Events', matches: () => true },
    {
      id: 'fed_carts',
      name: 'Carts',
      matches: ({ payload }) => payload['tealium_event'] === 'add_to_cart',
    },
  ],
  triggers: [
    trigger('aut_a'),
    trigger('aut_b', 'fed_carts'),
    ...(['joined', 'left', 'visit_start', 'visit_end'] as const).map(inAudience),
  ],
  profile: compileProfileRules('1', [], [], () => undefined),
  names: {
    attributes: [{ name: 'score', type: 'number' }],
    audiences: [{ id: 'adn_1', name: 'Regulars' }],
  },
  sources: new Map(),
  caps: new Map(),
  specifications: new Map(),
}

const event = (parts: Partial<LoggedEvent> = {}): LoggedEvent => ({
  id: 'evt_1',
  xid: '1',
  shard: 0,
  organization_id: 'org_1',
  stream_id: 'str_1',
  received_at: new Date(0),
  name: 'view',
  visitor_id: 'v1',
  trace_id: null,
  payload: { tealium_event: 'view' },
  run_id: null,
  depth: 0,
  causes: null,
  ...parts,
})

const startedBy = (parts?: Partial<LoggedEvent>) =>
  decide(event(parts), rules, undefined, []).runs.map((run) => run.automationId)

describe('an event', () => {
  it('starts the actions of the feeds it is in, with its own data', () => {
    expect(startedBy()).toEqual(['aut_a'])
    expect(startedBy({ payload: { tealium_event: 'add_to_cart' } })).toEqual(['aut_a', 'aut_b'])
    expect(decide(event(), rules, undefined, []).runs[0]).toMatchObject({
      eventId: 'evt_1',
      visitorId: 'v1',
      lane: 'prv_1',
      depth: 0,
      triggerType: 'event',
    })
  })

  it('of a stream without rules starts nothing', () => {
    expect(decide(event(), undefined, undefined, [])).toEqual({
      runs: [],
      feeds: [],
      suppressed: [],
      delayed: [],
    })
  })

  it('tells in the trace what it started, one or many', () => {
    const told = (name: string) => {
      const one = event({ payload: { tealium_event: name } })
      const decision = decide(one, rules, undefined, [])
      return notesOf({ event: one, happenings: [] }, decision, rules).map(({ text }) => text)
    }
    expect(told('view')).toEqual([
      '1 Feed Matched',
      '1 Action Triggered / 0 Suppressed / 0 Delayed',
    ])
    expect(told('add_to_cart')).toEqual([
      '2 Feeds Matched',
      '2 Actions Triggered / 0 Suppressed / 0 Delayed',
    ])
  })

  it('tells in the trace how long the visit that it starts stays open', () => {
    const endsAfter = (payload: Record<string, unknown>) => {
      const one = event({ payload })
      const { happenings } = applyEvent(undefined, { visitorId: 'v1', eventId: one.id, eventAt: 0, depth: 0, causes: [], payload }, rules.profile) // prettier-ignore
      const notes = notesOf({ event: one, happenings }, decide(one, rules, undefined, []), rules)
      return notes.find(({ text }) => text === 'Visit Started')?.detail
    }
    expect(endsAfter({})).toEqual({ ends_after_s: 1800 })
    // Less than 5 seconds is not taken as it is, and this is where one sees it.
    expect(endsAfter({ _dc_ttl_: 1 })).toEqual({ ends_after_s: 5 })
  })

  it('starts no action of the chain that it comes from, however long the chain', () => {
    const decision = decide(
      event({ run_id: 'run_1', depth: 3, causes: ['aut_x', 'aut_a', 'aut_y'] }),
      rules,
      undefined,
      [],
    )

    expect(decision.runs).toEqual([])
    expect(decision.suppressed).toEqual([
      {
        automationId: 'aut_a',
        automation: 'aut_a',
        reason:
          'The event comes of an answer of this action, by way of others: it would go round in a ring.',
      },
    ])
  })

  it('says of an event that is an answer of the action that it is', () => {
    const [one] = decide(event({ run_id: 'run_1', depth: 1, causes: ['aut_a'] }), rules, undefined, []).suppressed // prettier-ignore
    expect(one?.reason).toBe('The event is an answer of this action itself.')
  })

  it('hands its chain on to the runs it starts', () => {
    expect(
      decide(event({ depth: 2, causes: ['aut_x'] }), rules, undefined, []).runs[0],
    ).toMatchObject({
      depth: 2,
      causes: ['aut_x'],
    })
  })

  it.each([
    [7, 1],
    [8, 0],
    [9, 0],
  ])('%i deep in a chain starts %i runs', (depth, count) => {
    expect(startedBy({ depth, causes: ['aut_x'] })).toHaveLength(count)
  })
})

describe('a moment of a visitor', () => {
  const visitor: VisitorState = {
    createdAt: 0,
    lastEventAt: 0,
    lastEvent: { eventId: 'evt_1', eventAt: 0 },
    events: 1,
    visits: 1,
    attributes: { score: 85 },
    visit: null,
    audiences: { adn_1: 0 },
    revision: '1',
  }
  const origin = { eventId: 'evt_1', eventAt: 0, depth: 0, causes: [] }
  const moment = (parts: Partial<Moment>): Moment => ({
    type: 'joined',
    audienceId: 'adn_1',
    filled: false,
    visitor,
    at: 0,
    origin,
    ...parts,
  })
  const place = { organizationId: 'org_1', streamId: 'str_1', shard: 7, visitorId: 'v1' }
  const startedAt = (parts: Partial<Moment>) =>
    decideMoments(place, rules, [moment(parts)]).runs.map((run) => run.automationId)

  it.each([
    ['joining an audience', {}, ['aut_joined']],
    ['leaving it', { type: 'left' }, ['aut_left']],
    ['joining another one', { audienceId: 'adn_2' }, []],
    ['the start of a visit in it', { type: 'visit_started', audienceId: null }, ['aut_visit_start']],
    ['the end of a visit in it', { type: 'visit_ended', audienceId: null }, ['aut_visit_end']],
    ['the end of a visit outside of it', { type: 'visit_ended', audienceId: null, visitor: { ...visitor, audiences: {} } }, []],
    ['joining it by new rules', { filled: true }, []],
  ] as const)('%s starts its actions', (_, parts, actions) => {
    expect(startedAt(parts)).toEqual(actions)
  }) // prettier-ignore

  it('starts no action whose answers led to it, alone or in a ring', () => {
    expect(startedAt({ origin: { ...origin, depth: 2, causes: ['aut_x', 'aut_joined'] } })).toEqual([]) // prettier-ignore
  })

  it('of a visit that ended starts no action that wants the visitor to be new in the audience', () => {
    const wanting: StreamRules = { ...rules, triggers: [{ ...trigger('aut_new'), on: { type: 'audience', audience_id: 'adn_1', on: 'visit_end', not_at_visit_start: true } }] } // prettier-ignore
    const endOf = (audiencesAtStart: readonly string[]) =>
      decideMoments(place, wanting, [
        moment({
          type: 'visit_ended',
          audienceId: null,
          visitor: {
            ...visitor,
            visit: { startedAt: 0, lastEventAt: 0, ttlMs: 1, events: 1, attributes: {}, origin, audiencesAtStart }, // prettier-ignore
          },
        }),
      ]).runs.length

    expect([endOf([]), endOf(['adn_2']), endOf(['adn_1'])]).toEqual([1, 1, 0])
  })

  it('puts off what is to start later, from the moment on, and never what its own answers led to', () => {
    const later: StreamRules = { ...rules, triggers: [{ ...inAudience('joined'), on: { type: 'audience', audience_id: 'adn_1', on: 'joined', delay_hours: 48 } }] } // prettier-ignore
    const at = Date.UTC(2026, 0, 1)
    const { runs, delayed } = decideMoments(place, later, [moment({ at })])

    expect(runs).toEqual([])
    expect(delayed).toMatchObject([
      { automation: 'aut_joined', delay: { automationId: 'aut_joined', shard: 7, visitorId: 'v1', moment: 'joined', audienceId: 'adn_1', feedId: null, eventId: 'evt_1', dueAt: new Date(Date.UTC(2026, 0, 3)) } }, // prettier-ignore
    ])
    const own = decideMoments(place, later, [moment({ origin: { ...origin, causes: ['aut_joined'] } })]) // prettier-ignore
    expect([own.delayed.length, own.suppressed.length]).toEqual([0, 1])
  })

  it('gives the run what the visitor was like', () => {
    const [run] = decideMoments(place, rules, [moment({})]).runs
    expect(run).toMatchObject({
      triggerType: 'audience',
      audienceId: 'adn_1',
      feedId: null,
      eventId: 'evt_1',
      visitor: {
        visitor_id: 'v1',
        attributes: { metrics: { score: 85 } },
        audiences: ['Regulars'],
      },
    })
  })
})
