import { expect, it } from 'vitest'
import { applyEvent } from './apply-event.ts'
import { applyTime } from './apply-time.ts'
import { arriving } from './testing/arriving.ts'
import { rulesOf } from './testing/rules.ts'
import { BrokenState, faultInState } from './whole-state.ts'

const rules = rulesOf([
  { name: 'seen', scope: 'visitor', type: 'number', enrichments: [{ change: { kind: 'increment', by: { value: 1 } } }] },
]) // prettier-ignore
const { state } = applyEvent(undefined, arriving('v', 1000), rules)
const { visit } = state

it('takes what an event has made, with a visit and without', () => {
  expect(faultInState(JSON.parse(JSON.stringify(state)))).toBeUndefined()
  expect(faultInState({ ...state, visit: null })).toBeUndefined()
})

it.each([
  ['it is no JSON object', null],
  ['it is no JSON object', [state]],
  ['lastEventAt is not a number', { ...state, lastEventAt: '1000' }],
  ['createdAt is not a number', { ...state, createdAt: Number.NaN }],
  ['attributes is not an object', { ...state, attributes: 'seen' }],
  ['audiences is not an object', { ...state, audiences: null }],
  ['lastEvent is not an object', { ...state, lastEvent: undefined }],
  ['lastEvent.eventId is not a text', { ...state, lastEvent: { eventAt: 1 } }],
  ['revision is not a text', { ...state, revision: 1 }],
  ['visit is neither null nor an object', { ...state, visit: 'now' }],
  ['visit.ttlMs is not a number', { ...state, visit: { ...visit, ttlMs: null } }],
  ['visit.audiencesAtStart is not a list of texts', { ...state, visit: { ...visit, audiencesAtStart: [1] } }],
  ['visit.origin.causes is not a list of texts', { ...state, visit: { ...visit, origin: { ...visit?.origin, causes: null } } }],
])('says that %s', (fault, broken) => {
  expect(faultInState(broken)).toBe(fault)
}) // prettier-ignore

it('makes nothing of a state that is broken', () => {
  const broken = { ...state, audiences: { ['adn_1']: 1 }, lastEventAt: Number.NaN }
  expect(() => applyTime(broken, 'v', 2000, rules)).toThrow(BrokenState)
})
