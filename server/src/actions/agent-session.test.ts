import { expect, it } from 'vitest'
import { agentSession } from './agent-session.ts'
import type { StepData } from './step-data.ts'

const data = (parts: { run?: object; source?: object } = {}): StepData => ({
  organizationId: 'org_1',
  run: { id: 'run_1', stepId: 'tri age', automationId: 'aut_1', ...parts.run },
  source: { account: 'acme', profile: 'main', visitorId: 'v1', ...parts.source },
  event: { id: null, name: null, receivedAt: '', payload: {} },
  visitor: null,
  steps: {},
})

const of = (
  session: 'step' | 'run' | 'record' | 'visitor',
  parts?: Parameters<typeof data>[0],
  id = 'A-1',
) => agentSession({ agent_id: 'agt_1', session, record_key: '{{ id }}' }, data(parts), { id })

it('is alone with a step or a run', () => {
  expect(of('step')).toEqual({ id: 'run-1.tri-age', isShared: false, recordKey: null })
  expect(of('run')).toEqual({ id: 'run-1', isShared: false, recordKey: null })
})

it('is shared about a record of one automation, whoever the visitor is', () => {
  const session = of('record')
  expect(session).toMatchObject({ isShared: true, recordKey: 'A-1' })
  expect(of('record', { run: { id: 'run_2' }, source: { visitorId: 'v2' } })).toEqual(session)
  expect(of('record', {}, 'A-2').id).not.toBe(session.id)
  expect(of('record', { run: { automationId: 'aut_2' } }).id).not.toBe(session.id)
})

it('is shared about a visitor of a stream, and the run’s own where nobody knows the visitor', () => {
  const session = of('visitor')
  expect(session.isShared).toBe(true)
  expect(of('visitor', { run: { automationId: 'aut_2' } })).toEqual(session)
  expect(of('visitor', { source: { profile: 'other' } }).id).not.toBe(session.id)
  expect(of('visitor', { source: { visitorId: null } })).toEqual(of('run'))
})

it.each(['run', 'record', 'visitor'] as const)('of a %s is its own in a trial', (session) => {
  const trial = of(session, { run: { automationId: null } })
  expect(trial).toMatchObject({ id: 'run-1.tri-age', isShared: false })
})
