import {
  BedrockAgentRuntimeClient,
  InvokeAgentCommand,
  InvokeFlowCommand,
} from '@aws-sdk/client-bedrock-agent-runtime'
import {
  BedrockRuntimeClient,
  ConverseCommand,
  InvokeModelCommand,
} from '@aws-sdk/client-bedrock-runtime'
import { startEmulator, type EmulatorOptions } from '@outcrop/emulator'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../kernel/problem.ts'
import { createBedrock, type Bedrock, type Connection, type Use } from '../bedrock.ts'
import type { PolicyDocument, Statement } from './policy-document.ts'

const nova = 'amazon.nova-micro-v1:0'
const sonnet = 'anthropic.claude-sonnet-4-20250514-v1:0'
const own = 'arn:aws:bedrock:us-east-1:111122223333'
const key = { id: 'AKIAPOLICYTEST000001', secret: 'policy-secret', user: 'outcrop' }
const variant = (modelId: string) => ({ modelId, templateConfiguration: { text: { text: 'Say hello.' } } }) // prettier-ignore

/** A flow that gives back what it is given. */
const echo = {
  nodes: [
    { name: 'Start', type: 'Input' as const, configuration: { input: {} }, outputs: [{ name: 'document', type: 'Object' as const }] }, // prettier-ignore
    { name: 'End', type: 'Output' as const, configuration: { output: {} }, inputs: [{ name: 'document', type: 'Object' as const, expression: '$.data' }] }, // prettier-ignore
  ],
  connections: [{ name: 'StartToEnd', type: 'Data' as const, source: 'Start', target: 'End', configuration: { data: { sourceOutput: 'document', targetInput: 'document' } } }], // prettier-ignore
}

type Account = NonNullable<EmulatorOptions['accounts']>[number]

/** The account with everything that the policies speak of; its key may do what the policy says. */
function account(policy?: PolicyDocument): Account {
  return {
    id: '111122223333',
    accessKeys: [key],
    // By way of JSON, as a policy reaches AWS.
    users: policy ? [{ name: 'outcrop', policies: policy.Statement.length > 0 ? [JSON.parse(JSON.stringify(policy))] : [] }] : [], // prettier-ignore
    applicationProfiles: [
      { id: 'marketing000', name: 'Marketing', region: 'us-east-1', copyFrom: `us.${sonnet}` },
      { id: 'plain0000000', name: 'Plain', region: 'us-east-1', copyFrom: nova },
    ],
    guardrails: [
      { id: 'guard0000000', name: 'Guard', region: 'us-east-1', versions: { DRAFT: {} } },
    ],
    agents: [{ id: 'AGENT00001', name: 'helper', region: 'us-east-1', instruction: 'Help.', foundationModel: nova, versions: { '1': {} }, aliases: [{ id: 'ALIAS00001', name: 'live', version: '1' }] }], // prettier-ignore
    flows: [{ id: 'FLOW000001', name: 'echo', region: 'us-east-1', definition: echo, versions: [{ version: '1' }], aliases: [{ id: 'LIVE000001', name: 'live', version: '1' }] }], // prettier-ignore
    provisionedModels: [{ id: 'units0000000', name: 'Units', region: 'us-east-1', model: nova }],
    importedModels: [{ id: 'imported0000', name: 'Own', region: 'us-east-1', model: nova }],
    modelDeployments: [{ id: 'deployed0000', name: 'Tuned', region: 'us-east-1', model: nova }],
    promptRouters: [{ id: 'router000000', name: 'Router', region: 'us-east-1', models: ['amazon.nova-lite-v1:0', 'us.amazon.nova-pro-v1:0'], fallback: 'amazon.nova-lite-v1:0' }], // prettier-ignore
    prompts: [
      { id: 'PROMPT0001', name: 'one', region: 'us-east-1', versions: { DRAFT: variant(nova), '2': variant(`us.${sonnet}`) } }, // prettier-ignore
    ],
  }
}

interface World {
  readonly bedrock: Bedrock
  readonly connection: Connection
  readonly url: string
}

/** Runs work against an emulator with this policy. */
async function under<T>(
  policy: PolicyDocument | undefined,
  work: (world: World) => Promise<T>,
  region = 'us-east-1',
) {
  const emulator = await startEmulator({ accounts: [account(policy)] })
  const log = { warn: () => undefined }
  const bedrock = createBedrock({ emulatorUrl: emulator.url, maxSockets: 8, now: () => new Date(), log }) // prettier-ignore
  const credentials = { type: 'access_key', access_key_id: key.id, secret_access_key: key.secret } as const // prettier-ignore
  const connection = { providerId: 'p', revision: 1, region, endpoint: emulator.url, credentials }
  try {
    return await work({ bedrock, connection, url: emulator.url })
  } finally {
    bedrock.close()
    await emulator.close()
  }
}

const client = { maxAttempts: 1, authSchemePreference: ['sigv4'], credentials: { accessKeyId: key.id, secretAccessKey: key.secret } } // prettier-ignore

/** Makes the calls that these uses stand for; the texts of those that were denied. */
async function denials(uses: readonly Use[], reading: boolean, world: World): Promise<string[]> {
  const calls = uses.flatMap((use) => callsOf(use, reading, world))
  if (reading) calls.push(() => tested(world.bedrock, world.connection))
  const ended = await Promise.allSettled(calls.map((call) => call()))
  return ended.flatMap((each) => {
    if (each.status === 'fulfilled') return []
    const reason: unknown = each.reason
    const text = reason instanceof Error ? reason.message : ''
    if (!text.includes('not authorized')) throw reason
    return [text]
  })
}

type Make = () => Promise<unknown>

const claudeBody = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 50,
  messages: [{ role: 'user', content: 'hi' }],
}

function callsOf(use: Use, reading: boolean, { url, bedrock, connection }: World): Make[] {
  const { region } = connection
  const runtime = new BedrockRuntimeClient({ ...client, region, endpoint: url })
  const messages = [{ role: 'user' as const, content: [{ text: 'hi' }] }]
  const converse = (modelId: string, more = {}) => () => runtime.send(new ConverseCommand({ modelId, ...more })) // prettier-ignore
  const test = reading ? [() => tested(bedrock, connection, use)] : []
  const { guardrail } = 'guardrail' in use ? use : {}
  const guardrailConfig = guardrail === undefined ? {} : { guardrailConfig: { guardrailIdentifier: guardrail, guardrailVersion: 'DRAFT' } } // prettier-ignore
  if (use.kind === 'model') {
    const body = JSON.stringify(use.model.includes('claude') || use.model.includes('marketing') ? claudeBody : { messages }) // prettier-ignore
    const guarded = guardrail === undefined ? {} : { guardrailIdentifier: guardrail, guardrailVersion: 'DRAFT' } // prettier-ignore
    const raw = new InvokeModelCommand({ modelId: use.model, contentType: 'application/json', body, ...guarded }) // prettier-ignore
    return [converse(use.model, { messages, ...guardrailConfig }), () => runtime.send(raw), ...test]
  }
  if (use.kind === 'prompt') return [converse(use.prompt, guardrailConfig), ...test]
  const agent = new BedrockAgentRuntimeClient({ ...client, region, endpoint: url })
  if (use.kind === 'agent') {
    const [, agentId, agentAliasId] = /agent-alias\/(\w+)\/(\w+)$/.exec(use.alias) ?? []
    const command = new InvokeAgentCommand({ agentId, agentAliasId, sessionId: 'session-1', inputText: 'hi' }) // prettier-ignore
    return [() => agent.send(command), ...test]
  }
  const [, flowIdentifier, flowAliasIdentifier] = /flow\/(\w+)\/alias\/(\w+)$/.exec(use.alias) ?? []
  const inputs = [{ nodeName: 'Start', nodeOutputName: 'document', content: { document: {} } }]
  const command = new InvokeFlowCommand({ flowIdentifier, flowAliasIdentifier, inputs })
  return [() => agent.send(command), ...test]
}

/** Lists that may not be read are bearable for a connection; here they count. */
async function tested(bedrock: Bedrock, connection: Connection, use?: Use): Promise<void> {
  const { checks } = await bedrock.testConnection(connection, use ? [use] : [])
  const failed = checks.find(({ ok }) => !ok)
  if (failed?.problem) throw new Problem(failed.problem.code, failed.problem.detail)
  const { signal } = new AbortController()
  const { unlisted } = await bedrock.listModels(connection, { signal })
  if (unlisted.length > 0) throw new Problem('access-denied', `not authorized: ${unlisted.join()}`)
}

/** The policies for uses, as made with a key that may do everything. */
const policyFor = (
  uses: readonly Use[],
  reading: boolean,
  region?: string,
): Promise<PolicyDocument> =>
  under(
    undefined,
    async ({ bedrock, connection }) => {
      const { set, notes } = await bedrock.policies(connection, { uses, reading })
      expect(notes).toEqual([])
      return set.permissions
    },
    region,
  )

const without = (list: readonly string[], one: string) => list.filter((each) => each !== one)

/** Every policy that has one thing less: a statement, an action of one, or a resource of one. */
function shortened({ Version, Statement: statements }: PolicyDocument): [string, PolicyDocument][] {
  const replaced = (index: number, by: readonly Statement[]): PolicyDocument => ({
    Version,
    Statement: statements.flatMap((each, at) => (at === index ? by : [each])),
  })
  return statements.flatMap((statement, index) => {
    const { Sid, Action, Resource } = statement
    const lacks: [string, PolicyDocument][] = [[Sid, replaced(index, [])]]
    if (Action.length > 1)
      for (const action of Action)
        lacks.push([`${Sid} ${action}`, replaced(index, [{ ...statement, Action: without(Action, action) }])]) // prettier-ignore
    if (Resource.length > 1)
      for (const resource of Resource)
        lacks.push([`${Sid} ${resource}`, replaced(index, [{ ...statement, Resource: without(Resource, resource) }])]) // prettier-ignore
    return lacks
  })
}

const used: [string, Use[]][] = [
  ['a model', [{ kind: 'model', model: nova }]],
  ['a model by its ARN', [{ kind: 'model', model: `arn:aws:bedrock:us-east-1::foundation-model/${nova}` }]], // prettier-ignore
  ['a profile of a geography', [{ kind: 'model', model: `us.${sonnet}` }]],
  ['a global profile', [{ kind: 'model', model: `${own}:inference-profile/global.${sonnet}` }]],
  ['own profiles', [{ kind: 'model', model: `${own}:application-inference-profile/marketing000` }, { kind: 'model', model: `${own}:application-inference-profile/plain0000000` }]], // prettier-ignore
  ['a provisioned model', [{ kind: 'model', model: `${own}:provisioned-model/units0000000` }]],
  ['an imported model and a deployed one', [{ kind: 'model', model: `${own}:imported-model/imported0000` }, { kind: 'model', model: `${own}:custom-model-deployment/deployed0000` }]], // prettier-ignore
  ['a router', [{ kind: 'model', model: `${own}:prompt-router/router000000` }]],
  ['a guarded model', [{ kind: 'model', model: nova, guardrail: 'guard0000000' }]],
  ['an agent', [{ kind: 'agent', alias: `${own}:agent-alias/AGENT00001/ALIAS00001` }]],
  ['a flow', [{ kind: 'flow', alias: `${own}:flow/FLOW000001/alias/LIVE000001` }]],
  ['a prompt', [{ kind: 'prompt', prompt: `${own}:prompt/PROMPT0001` }]],
  ['a version of a prompt', [{ kind: 'prompt', prompt: `${own}:prompt/PROMPT0001:2` }]],
  ['a guarded prompt', [{ kind: 'prompt', prompt: `${own}:prompt/PROMPT0001`, guardrail: `${own}:guardrail/guard0000000` }]], // prettier-ignore
]

/** Profiles of other continents: each region of them counts, and none of the others. */
const elsewhere: [string, string, Use[]][] = [
  ['eu-central-1', 'a profile of Europe', [{ kind: 'model', model: `eu.${sonnet}` }]],
  ['eu-west-1', 'a model and its profile', [{ kind: 'model', model: 'amazon.nova-lite-v1:0' }, { kind: 'model', model: 'eu.amazon.nova-lite-v1:0' }]], // prettier-ignore
  ['ap-northeast-1', 'a profile of Japan', [{ kind: 'model', model: 'jp.anthropic.claude-haiku-4-5-20251001-v1:0' }]], // prettier-ignore
  ['ap-southeast-2', 'a global profile', [{ kind: 'model', model: `global.${sonnet}` }]],
]

/** Fails unless a policy is enough, and not without any one thing in it. */
async function proveExact(uses: readonly Use[], reading: boolean, region?: string): Promise<void> {
  const policy = await policyFor(uses, reading, region)
  const denied = (each: PolicyDocument) => under(each, (world) => denials(uses, reading, world), region) // prettier-ignore
  expect(await denied(policy)).toEqual([])
  for (const [lacking, less] of shortened(policy)) {
    expect(await denied(less), `without ${lacking}`).not.toEqual([])
  }
}

describe.each([...used, ['all of it', used.flatMap(([, uses]) => uses)] as const])(
  '%s',
  (_, uses) => {
    it.each([false, true])('is allowed by its policy, in which nothing is spare (reading: %s)', async (reading) => {
      await proveExact(uses, reading)
    }) // prettier-ignore
  },
)

describe.each(elsewhere)('in %s %s', (region, _, uses) => {
  it.each([false, true])('is allowed by its policy, in which nothing is spare (reading: %s)', async (reading) => {
    await proveExact(uses, reading, region)
  }) // prettier-ignore
})

it('a model may be called by way of its profile only, when only that is used', async () => {
  const policy = await policyFor([{ kind: 'model', model: `us.${nova}` }], false)
  const directly = [{ kind: 'model', model: nova }] as const
  const denied = await under(policy, (world) => denials(directly, false, world))
  expect(denied).toHaveLength(2)
})
