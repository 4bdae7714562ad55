import { defaultAccounts } from '@outcrop/emulator'
import { afterEach, describe, expect, it } from 'vitest'
import { newId } from '../../kernel/id.ts'
import { startEngine, type Engine } from './testing/engine.ts'

let engine: Engine
afterEach(() => engine.close())

type Flow = NonNullable<(typeof defaultAccounts)[number]['flows']>[number]
type Node = Flow['definition']['nodes'][number]

const agent: Node = {
  name: 'Ask',
  type: 'Agent',
  configuration: {
    agent: {
      agentAliasArn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/SHOPAGENT1/SHOPLIVE01',
    },
  },
  inputs: [{ name: 'agentInputText', type: 'String', expression: '$.data.tealium_visitor_id' }],
  outputs: [{ name: 'agentResponse', type: 'String' }],
}
const managed: Node = {
  name: 'Ask',
  type: 'Prompt',
  configuration: {
    prompt: {
      sourceConfiguration: {
        resource: { promptArn: 'arn:aws:bedrock:us-east-1:111122223333:prompt/CONVSCORE1:1' },
      },
    },
  },
  inputs: ['tealium_account', 'tealium_profile', 'tealium_visitor_id', 'visitor_json', 'last_product_viewed'].map((name) => ({ name, type: 'String' as const, expression: '$.data.tealium_visitor_id' })), // prettier-ignore
  outputs: [{ name: 'modelCompletion', type: 'String' }],
}

function flowOf(node: Node): Flow {
  const wire = (source: string, target: string, sourceOutput: string, targetInput: string) => ({
    name: `${source}To${targetInput}`.replaceAll('_', ''),
    type: 'Data' as const,
    source,
    target,
    configuration: { data: { sourceOutput, targetInput } },
  })
  return {
    id: 'FLOW000001',
    name: 'asks',
    region: 'us-east-1',
    definition: {
      nodes: [
        { name: 'Start', type: 'Input', outputs: [{ name: 'document', type: 'Object' }] },
        node,
        { name: 'End', type: 'Output', inputs: [{ name: 'document', type: 'String', expression: '$.data' }] }, // prettier-ignore
      ],
      connections: [
        ...(node.inputs ?? []).map(({ name }) => wire('Start', 'Ask', 'document', name)),
        wire('Ask', 'End', node.outputs?.[0]?.name ?? '', 'document'),
      ],
    },
    versions: [{ version: '1' }],
    aliases: [{ id: 'ALIAS00001', name: 'live', version: '1' }],
  }
}

/** The one run of a flow under a budget. */
async function runUnderBudget(node: Node, prepare: (started: Engine) => void = () => undefined) {
  const accounts = defaultAccounts.map((one) => ({ ...one, flows: [flowOf(node)] }))
  engine = await startEngine({ accounts })
  prepare(engine)
  const flow_alias_arn = 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOW000001/alias/ALIAS00001'
  const input = { provider_id: engine.providerId, flow_alias_arn, input_node: 'Start' }
  const step = { action: 'bedrock.flow', input, output: { type: 'text' }, deliver: { to: 'nowhere' } } // prettier-ignore
  await engine.publish({ step })
  await engine.database.pool.query(
    `insert into budgets (id, organization_id, name, scope, subject_id, period, amount_usd, created_at, updated_at)
     values ($1, $2, 'All', 'organization', '', 'day', 10, now(), now())`,
    [newId('budget'), engine.organizationId],
  )
  engine.budgets.invalidate()
  await engine.startProcessor()
  engine.startWorker()
  await engine.collect({ tealium_event: 'contact', tealium_visitor_id: 'v1' })
  const [run] = await engine.ended(1)
  return run
}

const paid = async () =>
  (
    await engine.database.pool.query<{ held: string; spent: string }>(
      'select h.amount_usd::text as held, p.spent_usd::text as spent from budget_holds h join budget_periods p using (budget_id)',
    )
  ).rows[0]

describe('a flow under a budget', () => {
  it('needs no price to fall back on: its definition names the models', async () => {
    const run = await runUnderBudget(managed)

    expect(run).toMatchObject({ state: 'succeeded', problem: null, cost_usd: null })
    expect(engine.emulator.calls.count('GetFlowVersion')).toBe(1)
    expect(engine.emulator.calls.count('GetPrompt')).toBe(1)
    const { held, spent } = (await paid()) ?? {}
    // Its trace does not tell the tokens, so all that was held counts.
    expect(spent).toBe(held)
    expect(Number(held)).toBeGreaterThan(0)
  })

  it('costs what its trace tells, and is held as more before', async () => {
    const run = await runUnderBudget(agent)

    expect(run).toMatchObject({ state: 'succeeded', problem: null })
    expect(Number(run?.cost_usd)).toBeGreaterThan(0)
    expect(run?.input_tokens).toBeGreaterThan(0)
    const { held, spent } = (await paid()) ?? {}
    expect(spent).toBe(run?.cost_usd)
    expect(Number(held)).toBeGreaterThan(Number(spent))
    const { rows } = await engine.database.pool.query('select model, calls, unpriced from usage_calls') // prettier-ignore
    expect(rows).toEqual([{ model: expect.stringMatching(/nova|claude/), calls: 1, unpriced: 0 }])
  })

  it.each(['GetFlowAlias', 'GetFlowVersion', 'GetPrompt'])(
    'is refused where %s is denied and there is no price to fall back on',
    async (operation) => {
      const run = await runUnderBudget(managed, ({ emulator }) => {
        emulator.faults.set([{ operation, error: 'AccessDeniedException' }])
      })

      expect(run).toMatchObject({ state: 'failed', problem: { code: 'price-unknown' } })
      expect(engine.emulator.calls.count('InvokeFlow')).toBe(0)
    },
  )
})
