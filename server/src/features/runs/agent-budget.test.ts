import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../kernel/id.ts'
import { startEngine, type Engine } from './testing/engine.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
  await engine.publish({
    step: {
      action: 'bedrock.agent-task',
      input: { agent_id: engine.agentId, task: 'Hello' },
      output: { type: 'text' },
      deliver: { to: 'nowhere' },
    },
  })
  await engine.database.pool.query(
    `insert into budgets (id, organization_id, name, scope, subject_id, period, amount_usd, created_at, updated_at)
     values ($1, $2, 'All', 'organization', '', 'day', 10, now(), now())`,
    [newId('budget'), engine.organizationId],
  )
  engine.budgets.invalidate()
})
afterEach(() => engine.close())

async function theRun() {
  await engine.startProcessor()
  engine.startWorker()
  await engine.collect({ tealium_event: 'contact', tealium_visitor_id: 'v1' })
  return (await engine.ended(1))[0]
}

describe('a task of an agent under a budget', () => {
  it('is held as many calls of the model that the agent is said to use, and counts what it cost', async () => {
    const run = await theRun()

    expect(run).toMatchObject({ state: 'succeeded', problem: null })
    expect(engine.emulator.calls.count('GetAgent')).toBe(1)
    const { rows } = await engine.database.pool.query<{ covered: boolean; spent: string }>(
      'select h.amount_usd > p.spent_usd as covered, p.spent_usd::text as spent from budget_holds h join budget_periods p using (budget_id)',
    )
    expect(rows).toEqual([{ covered: true, spent: run?.cost_usd }])
  })

  it('is refused where the agent may not be read and there is no price to fall back on', async () => {
    engine.emulator.faults.set([{ operation: 'GetAgent', error: 'AccessDeniedException' }])

    expect(await theRun()).toMatchObject({ state: 'failed', problem: { code: 'price-unknown' } })
    expect(engine.emulator.calls.count('InvokeAgent')).toBe(0)
  })
})
