import { definition, type Client } from '@outcrop/contract'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createActions } from '../actions/index.ts'
import { nothingKnown } from '../actions/known.ts'
import { automationRoutes, createAutomations } from '../features/automations/automations.ts'
import { providerServer, type ProviderServer } from '../features/providers/testing/provider-server.ts' // prettier-ignore

let world: ProviderServer
let client: Client
let organizationId: string
let providerId: string
beforeAll(async () => {
  world = await providerServer((scope, { providers, bedrock, database: { pool } }) => {
    const actions = createActions(nothingKnown)
    const now = () => new Date()
    const automations = createAutomations({ db: pool, actions, providers: (id) => providers.states(id), models: () => Promise.resolve(null), now }) // prettier-ignore
    automationRoutes(scope, {
      db: pool,
      actions,
      automations,
      actionContext: (organization, metadata) => ({
        bedrock,
        connection: (id) => providers.connection(organization, id),
        metadata,
      }),
      calls: { make: () => Promise.reject(new Error('Nothing may be called before it is published.')) }, // prettier-ignore
      now,
    })
  })
  const own = await world.organization()
  client = own.client
  organizationId = own.id
  providerId = (await world.providers.ensureEmulatorProvider(own.id)).id
})
afterEach(() => world.emulator.faults.clear())
afterAll(() => world.close())

const flow = 'arn:aws:bedrock:us-east-1:111122223333:flow/CONVFLOW01'
const profile = { name: 'visitor_profile', from: { attribute: 'visitor' } }

const withInput = (input: object) => {
  const given = { provider_id: providerId, flow_alias_arn: `${flow}/alias/CONVLIVE01`, parameters: [profile], ...input } // prettier-ignore
  const step = { id: 'ask', action: 'bedrock.flow', input: given }
  return definition.parse({ name: 'Ask', trigger: { type: 'manual' }, steps: [step] })
}

const publish = async (input: object) => {
  const { id } = await client.createAutomation({ body: withInput(input) })
  return client.publishAutomation({ params: { id } })
}

it('finds nothing when the step fits the flow, and publishes it without running it', async () => {
  expect(await client.checkAutomation({ body: withInput({}) })).toEqual({ findings: [], notes: [] })
  expect((await publish({})).published?.number).toBe(1)
  expect(world.emulator.calls.count('InvokeFlow')).toBe(0)
})

it('does not look in AWS for somebody who may only read, and says so', async () => {
  const gone = withInput({ flow_alias_arn: `${flow}/alias/GONE000002` })
  world.emulator.calls.clear()
  const checked = await world.viewer(organizationId).checkAutomation({ body: gone })
  expect(checked).toMatchObject({ findings: [], notes: [{ path: 'steps', message: expect.stringContaining('not looked at') }] }) // prettier-ignore
  expect(world.emulator.calls.count()).toBe(0)
})

it.each([
  ['an alias that is missing', { flow_alias_arn: `${flow}/alias/GONE000001` }, 'flow_alias_arn', 'GONE000001'], // prettier-ignore
  ['an alias of the draft', { flow_alias_arn: `${flow}/alias/TSTALIASID` }, 'flow_alias_arn', 'leads to the draft'], // prettier-ignore
  ['a member that is not mapped', { parameters: [] }, 'parameters', 'takes visitor_profile from the document'], // prettier-ignore
  ['a text for an object', { parameters: [{ name: 'visitor_profile', from: { template: '{{ event.id }}' } }] }, 'parameters', 'wants visitor_profile as Object, but the step sends it as String'], // prettier-ignore
  ['another input node', { input_node: 'Start' }, 'input_node', 'begins with the node "FlowInputNode"'], // prettier-ignore
  ['an output node that is missing', { output_node: 'Elsewhere' }, 'output_node', 'It has "FlowOutputNode"'], // prettier-ignore
])('does not publish with %s', async (_, input, field, message) => {
  const { findings } = await client.checkAutomation({ body: withInput(input) })
  expect(findings.map(({ path }) => path)).toEqual([`steps.0.input.${field}`])
  expect(findings[0]?.message).toContain(message)
  await expect(publish(input)).rejects.toThrow(message)
})

it.each(['GetFlowAlias', 'GetFlowVersion'])('publishes who may not %s, and says what was not seen', async (operation) => {
  world.emulator.faults.set([{ operation, error: 'AccessDeniedException' }])
  // Another name than before, because what was seen a moment ago is remembered.
  const other = { flow_alias_arn: `${flow.replace('01', '02')}/alias/CONVLIVE02` }
  const { findings, notes } = await client.checkAutomation({ body: withInput(other) })
  expect(findings).toEqual([])
  expect(notes).toMatchObject([{ path: 'steps.0.input.flow_alias_arn' }])
  expect(notes[0]?.message).toContain('could not be looked at')
  expect(notes[0]?.message).toContain(`bedrock:${operation}`)
  expect((await publish(other)).published?.number).toBe(1)
}) // prettier-ignore

it('publishes while AWS is away, and says so', async () => {
  world.emulator.faults.set([{ operation: 'GetFlow*', error: 'ServiceUnavailableException' }])
  const other = { flow_alias_arn: `${flow.replace('01', '02')}/alias/CONVLIVE02` }
  const { findings, notes } = await client.checkAutomation({ body: withInput(other) })
  expect([findings.length, notes.length]).toEqual([0, 1])
})
