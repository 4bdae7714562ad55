import { expect, it } from 'vitest'
import { createActions } from './index.ts'
import { nothingKnown } from './known.ts'

const actions = createActions(nothingKnown)
const findings = (type: string, input: unknown) => actions.get(type)?.check(input).findings

it('says what is wrong with an input in its own words, never in those of zod', () => {
  const task = {
    agent_id: `agt_${'0'.repeat(32)}`,
    task: 'Refund it',
    session_attributes: [{ name: 'two words', value: 'x'.repeat(10_001) }],
    action_answers: [{ action: '', answer: 7 }],
  }
  expect(findings('bedrock.agent-task', task)).toEqual([
    { path: 'session_attributes.0.name', message: 'Must be letters, digits and _ . -.' },
    { path: 'session_attributes.0.value', message: 'Must have at most 10,000 characters.' },
    { path: 'action_answers.0.action', message: 'Must not be empty.' },
    { path: 'action_answers.0.answer', message: 'Must be a string.' },
  ])
})

it('leaves the sentences that an action has of its own', () => {
  const raw = { provider_id: `prv_${'0'.repeat(32)}`, model: '', body: '', content_type: 'text' }
  expect(findings('bedrock.invoke-model', raw)).toEqual([
    { path: 'model', message: 'Name a model.' },
    { path: 'body', message: 'Write a body.' },
    { path: 'content_type', message: 'Must be a media type, such as application/json.' },
  ])
})

it('notes what an action does not take, instead of leaving it out in silence', () => {
  const given = { provider_id: `prv_${'0'.repeat(32)}`, model: 'm', prompt: 'Hi', temperatur: 1 }
  const { findings: faults, notes } = actions.get('bedrock.prompt')?.check(given) ?? {}
  expect(faults).toEqual([])
  expect(notes).toEqual([{ path: 'temperatur', message: expect.stringContaining('does nothing') }])
})
