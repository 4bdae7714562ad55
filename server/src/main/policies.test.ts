import { definition, type Client } from '@outcrop/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createActions } from '../actions/index.ts'
import { nothingKnown } from '../actions/known.ts'
import { createAutomations, type Automations } from '../features/automations/automations.ts'
import { policyRoutes } from '../features/policies/policies.ts'
import {
  providerServer,
  type ProviderServer,
} from '../features/providers/testing/provider-server.ts'

const nova = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0'

let world: ProviderServer
let client: Client
let stranger: Client
let organizationId: string
let automations: Automations
beforeAll(async () => {
  world = await providerServer((scope, { providers, bedrock, database }) => {
    automations = createAutomations({
      db: database.pool,
      actions: createActions(nothingKnown),
      providers: (organization) => providers.states(organization),
      models: () => Promise.resolve(null),
      now: () => new Date(),
    })
    policyRoutes(scope, { bedrock, providers, automations })
  })
  const own = await world.organization()
  ;({ client, id: organizationId } = own)
  stranger = (await world.organization()).client
})
afterAll(() => world.close())

const emulator = { type: 'emulator' } as const
const role = {
  type: 'assume_role',
  role_arn: 'arn:aws:iam::111122223333:role/OutcropBedrock',
  session_name: 'outcrop',
  external_id: 'outcrop-demo',
  source: { type: 'access_key', access_key_id: 'AKIAEMULATOR00000002', secret_access_key: 'emulator-second-key-do-not-use-elsewhere' }, // prettier-ignore
} as const

async function automationWith(providerId: string, model: string): Promise<void> {
  const step = { id: 'ask', action: 'bedrock.prompt', input: { provider_id: providerId, model, prompt: 'Hi' } } // prettier-ignore
  const body = definition.parse({ name: `With ${model}`, trigger: { type: 'manual' }, steps: [step] }) // prettier-ignore
  await automations.create(organizationId, body)
}

it('covers what all automations use a provider for, and the lists', async () => {
  const provider = await client.createProvider({ body: { name: 'Key', region: 'us-east-1', credentials: emulator } }) // prettier-ignore
  await automationWith(provider.id, 'amazon.nova-lite-v1:0')
  await automationWith(provider.id, 'us.amazon.nova-pro-v1:0')
  const { documents, notes, cloudformation, terraform } = await client.getProviderPolicies({ params: { id: provider.id } }) // prettier-ignore
  expect(notes).toEqual([])
  expect(documents.map(({ kind }) => kind)).toEqual(['permissions'])
  const text = JSON.stringify(documents[0]?.document)
  expect(text).toContain(nova)
  expect(text).toContain('arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-pro-v1:0') // prettier-ignore
  expect(text).toContain('bedrock:ListFoundationModels')
  for (const rendered of [cloudformation, terraform]) expect(rendered).toContain(nova)
  await expect(stranger.getProviderPolicies({ params: { id: provider.id } })).rejects.toThrow('There is no provider') // prettier-ignore
})

it('has a trust policy for whoever assumes the role, with the external id', async () => {
  const body = {
    name: 'Role',
    region: 'us-east-1',
    credentials: role,
    endpoint: world.emulator.url,
  }
  const provider = await client.createProvider({ body })
  const { documents } = await client.getProviderPolicies({ params: { id: provider.id } })
  expect(documents.map(({ kind }) => kind)).toEqual(['permissions', 'trust', 'source'])
  expect(documents[1]?.document).toMatchObject({
    Statement: [
      {
        Principal: { AWS: 'arn:aws:iam::444455556666:user/restricted' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'outcrop-demo' } },
      },
    ],
  })
  expect(JSON.stringify(documents[2]?.document)).toContain(role.role_arn)
})

it('covers the flows that steps call, and looking at them before', async () => {
  const provider = await client.createProvider({ body: { name: 'Flows', region: 'us-east-1', credentials: emulator } }) // prettier-ignore
  const flow = 'arn:aws:bedrock:us-east-1:111122223333:flow/CONVFLOW01'
  const alias = `${flow}/alias/CONVLIVE01`
  const step = { id: 'ask', action: 'bedrock.flow', input: { provider_id: provider.id, flow_alias_arn: alias } } // prettier-ignore
  await automations.create(
    organizationId,
    definition.parse({ name: 'Score', trigger: { type: 'manual' }, steps: [step] }),
  )
  const { documents } = await client.getProviderPolicies({ params: { id: provider.id } })
  const document: unknown = documents[0]?.document
  expect(document).toMatchObject({
    Statement: expect.arrayContaining([
      expect.objectContaining({ Action: ['bedrock:GetFlowAlias', 'bedrock:InvokeFlow'], Resource: [alias] }), // prettier-ignore
      expect.objectContaining({ Action: ['bedrock:GetFlowVersion'], Resource: [flow] }),
    ]),
  })
})
