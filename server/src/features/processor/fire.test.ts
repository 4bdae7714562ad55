import { describe, expect, it } from 'vitest'
import type { DueDelay } from '../delays/delays.ts'
import { compileProfileRules, type VisitorState } from '../visitors/visitors.ts'
import { fire, type Present } from './fire.ts'
import type { StreamRules, TriggerRule } from './rules.ts'

const visitorIn = (...audiences: string[]): VisitorState => ({
  createdAt: 0,
  lastEventAt: 0,
  lastEvent: { eventId: 'evt_9', eventAt: 0 },
  events: 2,
  visits: 1,
  attributes: { score: 85 },
  visit: null,
  audiences: Object.fromEntries(audiences.map((id) => [id, 0])),
  revision: '1',
})

const onAudience = (on: 'joined' | 'left' | 'visit_end'): TriggerRule => ({
  automationId: 'aut_1',
  versionId: 'ver_2',
  name: 'Remind',
  on: { type: 'audience', audience_id: 'adn_1', on, delay_hours: 24 },
  lane: 'prv_1',
  deadlineS: 60,
  wantsVisitor: false,
})

const onFeed: TriggerRule = { ...onAudience('joined'), on: { type: 'event', feed_id: 'fed_1' } }

const rulesWith = (...triggers: TriggerRule[]): StreamRules => ({
  feeds: [],
  sources: new Map(),
  specifications: new Map(),
  caps: new Map(),
  triggers,
  profile: compileProfileRules('1', [], [], () => undefined),
  names: {
    attributes: [{ name: 'score', type: 'number' }],
    audiences: [{ id: 'adn_1', name: 'Carts' }],
  },
})

const delay = (parts: Partial<DueDelay> = {}): DueDelay => ({
  id: 'dly_1',
  organizationId: 'org_1',
  automationId: 'aut_1',
  automationName: 'Remind',
  streamId: 'str_1',
  shard: 7,
  visitorId: 'v1',
  feedId: null,
  audienceId: 'adn_1',
  moment: 'joined',
  eventId: 'evt_1',
  eventAt: new Date(0),
  depth: 1,
  causes: ['aut_0'],
  dueAt: new Date(86_400_000),
  ...parts,
})

const present = (parts: Partial<Present> = {}): Present => ({
  rules: rulesWith(onAudience('joined')),
  visitor: visitorIn('adn_1'),
  hasEvent: true,
  at: 86_400_000,
  ...parts,
})

describe('a delayed start whose time has come', () => {
  it('is a run of the version of now, about the visitor of now, with the origin of then', () => {
    expect(fire(delay(), present())).toMatchObject({
      automationId: 'aut_1',
      versionId: 'ver_2',
      triggerType: 'audience',
      eventId: 'evt_1',
      depth: 1,
      causes: ['aut_0'],
      visitor: { visitor_id: 'v1', attributes: { metrics: { score: 85 } }, audiences: ['Carts'] },
    })
  })

  const feedDelay = delay({ feedId: 'fed_1', audienceId: null, moment: null })

  it.each([
    ['a visitor who is in the audience still', delay(), {}],
    ['a visitor who is outside of it still', delay({ moment: 'left' }), { rules: rulesWith(onAudience('left')), visitor: visitorIn() }],
    ['an event that is kept still, without a visitor', { ...feedDelay, visitorId: null }, { rules: rulesWith(onFeed), visitor: undefined }],
    ['a moment whose event is gone: the visitor says enough', delay(), { hasEvent: false }],
  ] as const)('starts for %s', (_, given, parts) => {
    expect(fire(given, present(parts))).toHaveProperty('versionId', 'ver_2')
  }) // prettier-ignore

  it.each([
    ['the stream is gone', delay(), { rules: undefined }, 'not published any more'],
    ['the automation is paused or gone', delay(), { rules: rulesWith() }, 'is paused, or is not published any more'],
    ['the automation starts on another audience', delay({ audienceId: 'adn_2' }), { visitor: visitorIn('adn_2') }, 'on something else'],
    ['the automation starts on another moment', delay({ moment: 'visit_end' }), {}, 'on something else'],
    ['the automation starts on events', delay(), { rules: rulesWith(onFeed) }, 'on something else'],
    ['the automation starts on another feed', { ...feedDelay, feedId: 'fed_2' }, { rules: rulesWith(onFeed) }, 'on something else'],
    ['the visitor has left', delay(), { visitor: visitorIn() }, 'not in the audience any more'],
    ['the visitor is back', delay({ moment: 'left' }), { rules: rulesWith(onAudience('left')) }, 'in the audience again'],
    ['the visitor was erased', delay(), { visitor: undefined }, 'not known any more'],
    ['the event is gone', feedDelay, { rules: rulesWith(onFeed), hasEvent: false }, 'not kept any more'],
  ] as const)('does not start when %s', (_, given, parts, reason) => {
    const result = fire(given, present(parts))
    expect('reason' in result && result.reason).toContain(reason)
  }) // prettier-ignore
})
