import { definition, type Client } from '@outcrop/contract'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createActions } from '../actions/index.ts'
import { nothingKnown } from '../actions/known.ts'
import { spoiltArns } from '../bedrock/testing/valid-arns.ts'
import { automationRoutes, createAutomations } from '../features/automations/automations.ts'
import type { DirectCalls } from '../features/calls/calls.ts'
import { refusal } from '../http/testing/refusal.ts'
import { composeCalls } from './compose-calls.ts'
import { composeSpending } from './compose-spending.ts'
import { createSpendingMetrics } from './spending-metrics.ts'
import { providerServer, type ProviderServer } from '../features/providers/testing/provider-server.ts' // prettier-ignore

let world: ProviderServer
let calls: DirectCalls
let client: Client
let providerId: string
beforeAll(async () => {
  world = await providerServer((scope, { providers, bedrock, database }) => {
    const { pool } = database
    const actions = createActions(nothingKnown)
    const now = () => new Date()
    const states = (organization: string) => providers.states(organization)
    const automations = createAutomations({
      db: pool,
      actions,
      providers: states,
      models: () => Promise.resolve(null),
      now,
    })
    const metrics = createSpendingMetrics([new Registry()])
    const spending = composeSpending({ pool, now, bedrock, providers, automations, services: { find: () => undefined }, metrics }) // prettier-ignore
    const log = pino({ level: 'silent' })
    calls = composeCalls({ config: { leaseS: 2 }, log, now, pool, metrics, providers, ...spending })
    automationRoutes(scope, {
      db: pool,
      actions,
      automations,
      actionContext: (organization) => ({
        bedrock,
        connection: (id) => providers.connection(organization, id),
        metadata: {},
      }),
      calls,
      now,
    })
  })
  const own = await world.organization()
  client = own.client
  providerId = (await world.providers.ensureEmulatorProvider(own.id)).id
})
afterAll(async () => {
  await calls.stop()
  await world.close()
})

/** The fields of steps that take a name out of AWS, and what else such a step needs. */
const fields = {
  model: { action: 'bedrock.prompt', input: { prompt: 'Hello' } },
  prompt_arn: { action: 'bedrock.managed-prompt', input: {} },
  flow_alias_arn: { action: 'bedrock.flow', input: {} },
} as const
const own = 'arn:aws:bedrock:us-east-1:111122223333'

function stepWith(field: keyof typeof fields, name: string, more: object = {}) {
  const { action, input } = fields[field]
  return { id: 'ask', action, input: { provider_id: providerId, ...input, [field]: name, ...more } }
}

const checked = async (step: object) => {
  const body = definition.parse({ name: 'Ask', trigger: { type: 'manual' }, steps: [step] })
  return (await client.checkAutomation({ body })).findings
}

/** Everything that is done with a name is done without asking AWS. */
async function withoutCalls<T>(work: () => Promise<T>): Promise<T> {
  const before = world.emulator.calls.count()
  const result = await work()
  expect(world.emulator.calls.count()).toBe(before)
  return result
}

describe.each(['model', 'prompt_arn', 'flow_alias_arn'] as const)('a wrong name in %s', (field) => {
  it('is found when the definition is checked, whichever segment is spoilt', async () => {
    await withoutCalls(async () => {
      for (const [segment, spoilt] of spoiltArns) {
        const findings = await checked(stepWith(field, spoilt))
        expect(findings, spoilt).toEqual([{ path: `steps.0.input.${field}`, message: expect.any(String) }]) // prettier-ignore
        const label = segment.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
        const named = segment === 'arn' ? 'it does not begin with arn:' : label
        expect(findings[0]?.message, spoilt).toContain(named)
      }
    })
  })

  it('is a problem of the step when it is tried, and AWS hears nothing of it', async () => {
    await withoutCalls(async () => {
      for (const [, spoilt] of spoiltArns) {
        const body = { step: definition.shape.steps.element.parse(stepWith(field, spoilt)), payload: {} } // prettier-ignore
        const { problem } = await client.tryStep({ body })
        expect(problem, spoilt).toMatchObject({
          code: 'wrong-target',
          who: 'author',
          retry: false,
        })
      }
    })
  })
})

it.each([
  ['model', 'arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-micro-v1:0', 'is in eu-west-1, but the provider works in us-east-1'],
  ['model', `${own}:agent/AGENT00001`, 'is an agent, not a model'],
  ['prompt_arn', `${own.replace('us-east-1', 'us-east-2')}:prompt/PROMPT0001`, 'is in us-east-2'],
  ['prompt_arn', `${own.replace('1111', '1112')}:prompt/PROMPT0001`, 'belongs to the AWS account 111222223333'],
  ['flow_alias_arn', `${own}:flow/FLOW000001`, 'is the ARN of a flow; calls go to an alias of it'],
  ['flow_alias_arn', `${own.replace('3333', '3334')}:flow/FLOW000001/alias/ALIAS00001`, 'belongs to the AWS account 111122223334'],
] as const)('a whole name that does not fit into %s is found, too: %s', async (field, name, words) => {
  const [finding] = await withoutCalls(() => checked(stepWith(field, name)))
  expect(finding).toMatchObject({ path: `steps.0.input.${field}`, message: expect.stringContaining(words) }) // prettier-ignore
}) // prettier-ignore

it('finds a wrong guardrail beside a right model, and keeps both from being published', async () => {
  const step = stepWith('model', 'amazon.nova-micro-v1:0', { guardrail: { id: `${own}:guardrail/ABC`, version: '1' } }) // prettier-ignore
  const body = definition.parse({ name: 'Ask', trigger: { type: 'manual' }, steps: [step] })
  const { id } = await client.createAutomation({ body })
  const { code, detail } = await refusal(client.publishAutomation({ params: { id } }))
  expect(code).toBe('invalid-input')
  expect(detail).toContain('steps.0.input.guardrail.id: ')
  expect(detail).toContain('its guardrail "ABC" must be small letters and digits')
})

it('does not ask AWS for the variables of a prompt that cannot be one', async () => {
  await withoutCalls(async () => {
    for (const [, spoilt] of spoiltArns) {
      const asked = client.getManagedPrompt({ params: { id: providerId }, query: { arn: spoilt } })
      expect((await refusal(asked)).code, spoilt).toBe('wrong-target')
    }
  })
})

it('tells Test connection which names are wrong, and asks AWS about the others only', async () => {
  world.uses.set(providerId, [
    { kind: 'prompt', prompt: `${own}:prompt/PROMPT1` },
    { kind: 'agent', alias: `${own}:agent-alias/AGENT1/ALIAS00001` },
    { kind: 'model', model: `${own}:nonsense/x` },
    { kind: 'flow', alias: `${own}:flow/FLOW1/alias/ALIAS00001` },
  ])
  const { ok, checks } = await client.testProvider({ params: { id: providerId } })
  const ofUses = checks.filter(({ subject }) => subject !== undefined)
  expect(ok).toBe(true)
  expect(ofUses.map(({ problem }) => problem?.code)).toEqual(Array(4).fill('wrong-target'))
  for (const operation of ['GetPrompt', 'GetAgentAlias', 'GetAgent', 'GetFlowAlias']) {
    expect(world.emulator.calls.count(operation)).toBe(0)
  }
})
