import { describe, expect, it } from 'vitest'
import type { LoggedEvent } from '../events/events.ts'
import { decide } from './decide.ts'
import type { StreamRules, TriggerRule } from './rules.ts'

const trigger = (automationId: string, feedId = 'fed_all'): TriggerRule => ({
  automationId,
  versionId: 'ver_1',
  name: automationId,
  feedId,
  lane: 'prv_1',
  deadlineS: 60,
})

const rules: StreamRules = {
  feeds: [
    { id: 'fed_all', name: 'All Events', matches: () => true },
    {
      id: 'fed_carts',
      name: 'Carts',
      matches: (payload) => payload['tealium_event'] === 'add_to_cart',
    },
  ],
  triggers: [trigger('aut_a'), trigger('aut_b', 'fed_carts')],
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
  decide(event(parts), rules).runs.map((run) => run.automationId)

describe('an event', () => {
  it('starts the actions of the feeds it is in, with its own data', () => {
    expect(startedBy()).toEqual(['aut_a'])
    expect(startedBy({ payload: { tealium_event: 'add_to_cart' } })).toEqual(['aut_a', 'aut_b'])
    expect(decide(event(), rules).runs[0]).toMatchObject({
      eventId: 'evt_1',
      visitorId: 'v1',
      lane: 'prv_1',
      depth: 0,
      triggerType: 'event',
    })
  })

  it('of a stream without rules starts nothing', () => {
    expect(decide(event(), undefined)).toEqual({ runs: [], feeds: [], suppressed: [] })
  })

  it('starts no action of the chain that it comes from, however long the chain', () => {
    const decision = decide(
      event({ run_id: 'run_1', depth: 3, causes: ['aut_x', 'aut_a', 'aut_y'] }),
      rules,
    )

    expect(decision.runs).toEqual([])
    expect(decision.suppressed).toEqual([
      { automation: 'aut_a', reason: 'The event was caused by this action itself.' },
    ])
  })

  it('hands its chain on to the runs it starts', () => {
    expect(decide(event({ depth: 2, causes: ['aut_x'] }), rules).runs[0]).toMatchObject({
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
