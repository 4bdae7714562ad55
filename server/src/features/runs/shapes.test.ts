import { definition as definitionSchema } from '@outcrop/contract'
import { describe, expect, it } from 'vitest'
import { newId } from '../../kernel/id.ts'
import type { RunRow } from './history-store.ts'
import { runDetailOf } from './shapes.ts'

const run: RunRow = {
  id: newId('run'),
  organization_id: newId('organization'),
  automation_id: newId('automation'),
  version_id: newId('automationVersion'),
  automation_name: 'Score',
  version: 1,
  state: 'running',
  lane: 'local',
  step: 1,
  trigger_type: 'event',
  feed_id: null,
  audience_id: null,
  stream_id: newId('stream'),
  event_id: newId('event'),
  event_at: new Date(),
  visitor_id: null,
  replay_of: null,
  depth: 0,
  causes: [],
  created_at: new Date(),
  due_at: null,
  deadline_at: null,
  finished_at: null,
  input_tokens: null,
  output_tokens: null,
  cost_usd: null,
  problem: null,
}

const definition = definitionSchema.parse({
  name: 'Score',
  trigger: { type: 'event', feed_id: newId('feed') },
  steps: ['first', 'second', 'third'].map((id) => ({
    id,
    action: 'bedrock.prompt',
    input: {},
    output: { type: 'text' },
    deliver: { to: 'nowhere' },
  })),
})

const first = {
  run_id: run.id,
  step_id: 'first',
  attempt_id: null,
  output: 'one',
  repaired: false,
  delivery: null,
  finished_at: new Date(),
}

describe('the steps of a run that stands at its second one', () => {
  it.each([
    ['running', 'running', 'queued'],
    ['waiting', 'waiting', 'queued'],
    ['queued', 'queued', 'queued'],
    ['failed', 'failed', 'skipped'],
    ['cancelled', 'cancelled', 'skipped'],
  ] as const)('when it is %s', (state, second, third) => {
    const { steps } = runDetailOf({ ...run, state }, definition, [], [first])
    expect(steps.map((step) => step.state)).toEqual(['succeeded', second, third])
  })
})
