import {
  GetAgentAliasCommand,
  GetAgentCommand,
  ListAgentAliasesCommand,
  ListAgentsCommand,
} from '@aws-sdk/client-bedrock-agent'
import { expect, it } from 'vitest'
import { defaultAgents, shopKnowledge } from '../default-agents.ts'
import { agentClient, agentRuntimeClient, secondKey } from '../testing/connect.ts'
import { allow, emulatorWith } from '../testing/emulator-with.ts'
import { failureOf } from '../testing/failure-of.ts'
import { talk } from '../testing/talk.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()

it('shows an agent with its settings', async () => {
  const { agent } = await agentClient(emulator()).send(
    new GetAgentCommand({ agentId: 'SHOPAGENT1' }),
  )
  expect(agent).toMatchObject({
    agentName: 'shop-support',
    agentArn: 'arn:aws:bedrock:us-east-1:111122223333:agent/SHOPAGENT1',
    agentStatus: 'PREPARED',
    foundationModel: 'amazon.nova-lite-v1:0',
    idleSessionTTLInSeconds: 600,
  })
  expect(agent?.createdAt).toBeInstanceOf(Date)
})

it('shows where an alias leads', async () => {
  const read = async (agentAliasId: string) =>
    (
      await agentClient(emulator()).send(
        new GetAgentAliasCommand({ agentId: 'SHOPAGENT1', agentAliasId }),
      )
    ).agentAlias
  expect(await read('SHOPLIVE01')).toMatchObject({
    agentAliasArn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/SHOPAGENT1/SHOPLIVE01',
    agentAliasStatus: 'PREPARED',
    aliasInvocationState: 'ACCEPT_INVOCATIONS',
    routingConfiguration: [{ agentVersion: '1' }],
  })
  expect((await read('SHOPNEXT01'))?.routingConfiguration).toEqual([])
  expect((await read('TSTALIASID'))?.routingConfiguration).toEqual([{ agentVersion: 'DRAFT' }])
})

it('lists agents and aliases, page by page', async () => {
  const client = agentClient(emulator())
  const { agentSummaries } = await client.send(new ListAgentsCommand({}))
  expect(agentSummaries).toMatchObject([{ agentId: 'SHOPAGENT1', latestAgentVersion: '1' }])
  const first = await client.send(
    new ListAgentAliasesCommand({ agentId: 'SHOPAGENT1', maxResults: 2 }),
  )
  expect(first.agentAliasSummaries).toHaveLength(2)
  const { agentAliasSummaries, nextToken } = await client.send(
    new ListAgentAliasesCommand({ agentId: 'SHOPAGENT1', nextToken: first.nextToken }),
  )
  expect(agentAliasSummaries?.map(({ agentAliasId }) => agentAliasId)).toEqual(['TSTALIASID'])
  expect(nextToken).toBeUndefined()
})

it('knows agents only in their account and region', async () => {
  const command = new GetAgentCommand({ agentId: 'SHOPAGENT1' })
  for (const options of [{ region: 'eu-west-1' }, { credentials: secondKey }]) {
    const failure = await failureOf(agentClient(emulator(), options).send(command))
    expect(failure).toMatchObject({ name: 'ResourceNotFoundException', status: 404 })
  }
})

it('are guarded by IAM on the agent or the alias', async () => {
  const own = 'arn:aws:bedrock:us-east-1:111122223333'
  const guarded = await emulatorWith(
    [
      allow('bedrock:InvokeAgent', `${own}:agent-alias/SHOPAGENT1/SHOPLIVE01`),
      allow('bedrock:ListAgentAliases', `${own}:agent/SHOPAGENT1`),
    ],
    { agents: [...defaultAgents], knowledgeBases: [...shopKnowledge] },
  )
  const client = agentClient(guarded)
  const refused = async (call: Promise<unknown>) => (await failureOf(call)).message
  expect(await refused(client.send(new GetAgentCommand({ agentId: 'SHOPAGENT1' })))).toContain(
    `bedrock:GetAgent on resource: ${own}:agent/SHOPAGENT1`,
  )
  const alias = { agentId: 'SHOPAGENT1', agentAliasId: 'SHOPLIVE01' }
  expect(await refused(client.send(new GetAgentAliasCommand(alias)))).toContain(
    `bedrock:GetAgentAlias on resource: ${own}:agent-alias/SHOPAGENT1/SHOPLIVE01`,
  )
  const runtime = agentRuntimeClient(guarded)
  expect(await refused(talk(runtime, { agentAliasId: 'TSTALIASID', inputText: 'hi' }))).toContain(
    `bedrock:InvokeAgent on resource: ${own}:agent-alias/SHOPAGENT1/TSTALIASID`,
  )
  const { agentAliasSummaries } = await client.send(
    new ListAgentAliasesCommand({ agentId: 'SHOPAGENT1' }),
  )
  expect(agentAliasSummaries).toHaveLength(3)
  await talk(runtime, { inputText: 'Hello' })
})
