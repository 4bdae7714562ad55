import {
  GetFlowAliasCommand,
  GetFlowCommand,
  GetFlowVersionCommand,
  ListFlowAliasesCommand,
  ListFlowsCommand,
} from '@aws-sdk/client-bedrock-agent'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultAccounts, startEmulator, type Emulator } from '../index.ts'
import { agentClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { end, start } from '../testing/flow-parts.ts'

let emulator: Emulator
beforeAll(async () => {
  const definition = { nodes: [start('String'), end()], connections: [] }
  const aliases = Array.from({ length: 12 }, (_, index) => {
    return { id: `ALIAS000${String(index).padStart(2, '0')}`, name: `a${index}`, version: 'DRAFT' }
  })
  const more = { id: 'BROKEN0001', name: 'broken', region: 'us-east-1', definition, aliases }
  emulator = await startEmulator({
    accounts: defaultAccounts.map((account) => ({
      ...account,
      flows: [...(account.flows ?? []), more],
    })),
  })
})
afterAll(() => emulator.close())

describe('GetFlow', () => {
  it('shows the definition of the draft as it is', async () => {
    const client = agentClient(emulator)
    const flow = await client.send(new GetFlowCommand({ flowIdentifier: 'CONVFLOW01' }))
    expect(flow).toMatchObject({
      name: 'conversion-score',
      arn: 'arn:aws:bedrock:us-east-1:111122223333:flow/CONVFLOW01',
      status: 'Prepared',
      version: 'DRAFT',
      executionRoleArn: 'arn:aws:iam::111122223333:role/service-role/BedrockFlows',
      validations: [],
    })
    expect(flow.createdAt).toBeInstanceOf(Date)
    const prompt = flow.definition?.nodes?.find(({ type }) => type === 'Prompt')
    expect(prompt?.configuration?.prompt?.sourceConfiguration?.inline).toEqual({
      modelId: 'amazon.nova-lite-v1:0',
      templateType: 'TEXT',
      templateConfiguration: {
        text: {
          text: expect.stringContaining('{{tealium_visitor_id}}'),
          inputVariables: expect.arrayContaining([{ name: 'visitor_profile' }]),
        },
      },
      inferenceConfiguration: { text: { maxTokens: 500, temperature: 0 } },
    })
    const [bare] = [
      await client.send(
        new GetFlowCommand({ flowIdentifier: flow.arn, includedData: 'METADATA_ONLY' }),
      ),
    ]
    expect(bare.definition).toBeUndefined()
  })

  it('says what keeps a draft from being prepared', async () => {
    const flow = await agentClient(emulator).send(
      new GetFlowCommand({ flowIdentifier: 'BROKEN0001' }),
    )
    expect(flow.status).toBe('Failed')
    expect(flow.validations).toEqual([
      {
        severity: 'Error',
        type: 'UnfulfilledNodeInput',
        message: 'Nothing is connected to the input document of the node End.',
        details: { unfulfilledNodeInput: { node: 'End', input: 'document' } },
      },
      {
        severity: 'Error',
        type: 'UnreachableNode',
        message: 'No path leads from the Input node to the node End.',
        details: { unreachableNode: { node: 'End' } },
      },
    ])
  })

  it('knows flows of the own account and region only', async () => {
    const find = (region: string, flowIdentifier: string) =>
      failureOf(agentClient(emulator, { region }).send(new GetFlowCommand({ flowIdentifier })))
    const missing = { name: 'ResourceNotFoundException', status: 404 }
    expect(await find('eu-west-1', 'CONVFLOW01')).toMatchObject(missing)
    const foreign = 'arn:aws:bedrock:us-east-1:999922223333:flow/CONVFLOW01'
    expect(await find('us-east-1', foreign)).toMatchObject(missing)
    expect(await find('us-east-1', 'conversion-score')).toMatchObject({
      name: 'ValidationException',
      status: 400,
    })
  })
})

it('shows what an alias routes to, and a version', async () => {
  const client = agentClient(emulator)
  const alias = await client.send(
    new GetFlowAliasCommand({ flowIdentifier: 'CONVFLOW01', aliasIdentifier: 'CONVLIVE01' }),
  )
  expect(alias).toMatchObject({
    name: 'live',
    arn: 'arn:aws:bedrock:us-east-1:111122223333:flow/CONVFLOW01/alias/CONVLIVE01',
    flowId: 'CONVFLOW01',
    routingConfiguration: [{ flowVersion: '1' }],
    concurrencyConfiguration: { type: 'Automatic' },
  })
  const version = await client.send(
    new GetFlowVersionCommand({ flowIdentifier: 'CONVFLOW01', flowVersion: '1' }),
  )
  expect(version).toMatchObject({ version: '1', status: 'Prepared' })
  expect(version.definition?.nodes).toHaveLength(3)
  const none = new GetFlowVersionCommand({ flowIdentifier: 'CONVFLOW01', flowVersion: '9' })
  expect(await failureOf(client.send(none))).toMatchObject({ status: 404 })
})

it('lists flows and aliases, ten to a page', async () => {
  const client = agentClient(emulator)
  const { flowSummaries } = await client.send(new ListFlowsCommand({}))
  expect(flowSummaries?.map(({ id, status }) => [id, status])).toEqual([
    ['CONVFLOW01', 'Prepared'],
    ['CONVFLOW02', 'Prepared'],
    ['BROKEN0001', 'Failed'],
  ])
  const wanted = { flowIdentifier: 'BROKEN0001', maxResults: 100 }
  const first = await client.send(new ListFlowAliasesCommand(wanted))
  expect(first.flowAliasSummaries).toHaveLength(10)
  const { nextToken } = first
  const rest = await client.send(new ListFlowAliasesCommand({ ...wanted, nextToken }))
  expect(rest.flowAliasSummaries?.map(({ name }) => name)).toEqual(['a10', 'a11'])
  expect(rest.nextToken).toBeUndefined()
})

it('refuses a version that could not be made, and an alias to nowhere', async () => {
  const definition = { nodes: [start('String'), end()], connections: [] }
  const flow = { id: 'BROKEN0001', name: 'broken', region: 'us-east-1', definition }
  const started = (more: object) =>
    startEmulator({ accounts: [{ id: '111122223333', flows: [{ ...flow, ...more }] }] })
  await expect(started({ versions: [{ version: '1' }] })).rejects.toThrow(
    'Version 1 could not be made: Nothing is connected to the input document',
  )
  const alias = { id: 'ALIAS00001', name: 'live', version: '3' }
  await expect(started({ aliases: [alias] })).rejects.toThrow(
    'The alias live routes to version 3, which is missing.',
  )
})

it('a flow with more nodes of a type than AWS allows stops the emulator from starting', async () => {
  const code = Array.from({ length: 6 }, (_, index) => ({
    name: `Code_${index}`,
    type: 'InlineCode' as const,
    configuration: { inlineCode: { code: '1', language: 'Python_3' as const } },
  }))
  const definition = { nodes: [start('String'), end(), ...code], connections: [] }
  const flows = [{ id: 'TOOMANY001', name: 'many', region: 'us-east-1', definition }]
  const starting = startEmulator({ accounts: [{ id: '111122223333', flows }] })
  await expect(starting).rejects.toThrow('at most 5 nodes of the type InlineCode, not 6')
})
