import {
  BedrockAgentRuntimeClient,
  InvokeAgentCommand,
  InvokeFlowCommand,
  type InvokeAgentCommandInput,
  type ResponseStream,
} from '@aws-sdk/client-bedrock-agent-runtime'
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { readConfigurationFile, startEmulator, type Emulator } from '@outcrop/emulator'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createBedrock, type Use } from '../bedrock.ts'

const example = (path: string): string =>
  fileURLToPath(new URL(`../../../../examples/${path}`, import.meta.url))

const own = 'arn:aws:bedrock:us-east-1:111122223333'
/** What the step of an example names. */
const named = (path: string): Record<string, unknown> =>
  z.object({ steps: z.tuple([z.object({ input: z.record(z.string(), z.unknown()) })]) }).parse(JSON.parse(readFileSync(example(path), 'utf8'))).steps[0].input // prettier-ignore
const guardrail = { guardrailIdentifier: 'emulator0grd', guardrailVersion: '1' }
const visitScore = `${own}:prompt/VISITSCORE:1`
const uses: Use[] = [
  { kind: 'flow', alias: `${own}:flow/FLOW000001/alias/ALIAS00001` },
  { kind: 'flow', alias: `${own}:flow/FLOW000002/alias/ALIAS00002` },
  { kind: 'prompt', prompt: visitScore, guardrail: guardrail.guardrailIdentifier },
  { kind: 'agent', alias: `${own}:agent-alias/RETURNDESK/RETURNLIVE` },
]
const caller = { accessKeyId: 'AKIAEXAMPLE000000001', secretAccessKey: 'example-secret-key-do-not-use-elsewhere' } // prettier-ignore
const admin = { accessKeyId: 'AKIAEXAMPLE000000002', secretAccessKey: 'example-admin-key-do-not-use-elsewhere' } // prettier-ignore

let emulator: Emulator
const posted: unknown[] = []
beforeAll(async () => {
  emulator = await startEmulator({
    ...readConfigurationFile(example('emulator.json')),
    functions: {
      'outcrop-forwarder': (event) => {
        posted.push(event)
        return '{"delivered":true}'
      },
    },
  })
})
afterAll(() => emulator.close())

const aws = (credentials = caller) => ({ endpoint: emulator.url, region: 'us-east-1', maxAttempts: 1, credentials }) // prettier-ignore
const payload = { event_payload: { cart_total: 240, cart_items: 2 }, tealium_lineage: 'none', idempotency_key: 'k1', tealium_account: 'a', tealium_profile: 'p', tealium_visitor_id: 'v1' } // prettier-ignore

async function flow(flowIdentifier: string, flowAliasIdentifier: string): Promise<unknown[]> {
  const inputs = [{ nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document: payload } }] // prettier-ignore
  const command = new InvokeFlowCommand({ flowIdentifier, flowAliasIdentifier, inputs })
  const { responseStream } = await new BedrockAgentRuntimeClient(aws()).send(command)
  const outputs: unknown[] = []
  for await (const { flowOutputEvent } of responseStream ?? []) {
    if (flowOutputEvent) outputs.push(flowOutputEvent.content?.document)
  }
  return outputs
}

async function agent(more: Partial<InvokeAgentCommandInput>): Promise<ResponseStream[]> {
  const alias = { agentId: 'RETURNDESK', agentAliasId: 'RETURNLIVE', sessionId: 'session-1' }
  const command = new InvokeAgentCommand({ ...alias, ...more })
  const { completion } = await new BedrockAgentRuntimeClient(aws()).send(command)
  const events: ResponseStream[] = []
  for await (const event of completion ?? []) events.push(event)
  return events
}

it('the policy of the examples is the one that Outcrop prints for them', async () => {
  const log = { warn: () => undefined }
  const bedrock = createBedrock({ emulatorUrl: emulator.url, maxSockets: 8, now: () => new Date(), log }) // prettier-ignore
  const credentials = { type: 'access_key', access_key_id: admin.accessKeyId, secret_access_key: admin.secretAccessKey } as const // prettier-ignore
  const connection = { providerId: 'p', revision: 1, region: 'us-east-1', endpoint: emulator.url, credentials } // prettier-ignore
  const { set, notes } = await bedrock.policies(connection, { uses, reading: true })
  bedrock.close()
  expect(notes).toEqual([])
  expect(JSON.parse(readFileSync(example('policies/caller.json'), 'utf8'))).toEqual(set.permissions)
})

it('the examples call what their policy is for', () => {
  const { prompt_arn, version, guardrail: given } = named('managed-prompt/visit-score.json')
  expect({ prompt: `${String(prompt_arn)}:${String(version)}`, given }).toEqual({
    prompt: visitScore,
    given: { id: guardrail.guardrailIdentifier, version: guardrail.guardrailVersion },
  })
  for (const path of ['flows/conversion-score.json', 'flows/forwarded-score.json']) {
    expect(uses).toContainEqual({ kind: 'flow', alias: named(path)['flow_alias_arn'] })
  }
})

describe('with it', () => {
  it('the flow answers', async () => {
    const [output] = await flow('FLOW000001', 'ALIAS00001')
    expect(JSON.parse(String(output))).toMatchObject({ tealium_event: 'conversion_score', visitor_score: expect.any(Number) }) // prettier-ignore
  })

  it('the flow with the forwarder hands its answer over', async () => {
    await flow('FLOW000002', 'ALIAS00002')
    expect(posted).toHaveLength(1)
    expect(posted[0]).toMatchObject({ node: { inputs: expect.any(Array) } })
  })

  it('the managed prompt answers', async () => {
    const promptVariables = { event_payload: { text: '{"cart_items":2}' }, last_product_viewed: { text: 'Trail Shoe' } } // prettier-ignore
    const asked = new ConverseCommand({ modelId: visitScore, promptVariables, guardrailConfig: guardrail }) // prettier-ignore
    const { output } = await new BedrockRuntimeClient(aws()).send(asked)
    expect(JSON.parse(output?.message?.content?.[0]?.text ?? '')).toHaveProperty('visitor_score')
  })

  it('the agent answers from its handbook, and hands its action over', async () => {
    const [said] = await agent({ inputText: 'For how many days can unused products be sent back?' })
    expect(said?.chunk?.attribution?.citations).toHaveLength(1)
    expect(Buffer.from(said?.chunk?.bytes ?? []).toString()).toContain('60 days')
    const [handed] = await agent({ inputText: 'I want to send order A-1042 back.' })
    expect(handed?.returnControl?.invocationInputs?.[0]?.functionInvocationInput).toMatchObject({
      actionGroup: 'Returns',
      function: 'open_return',
      parameters: [{ name: 'order_id', value: 'A-1042' }],
    })
  })

  it('nothing else may be called', async () => {
    const messages = [{ role: 'user' as const, content: [{ text: 'Hi' }] }]
    const asked = new ConverseCommand({ modelId: 'amazon.nova-pro-v1:0', messages })
    await expect(new BedrockRuntimeClient(aws()).send(asked)).rejects.toThrow('not authorized')
  })
})

it('the role of the examples is assumed with its external id only', async () => {
  const RoleArn = 'arn:aws:iam::111122223333:role/OutcropExample'
  const assume = (ExternalId: string) =>
    new STSClient(aws(admin)).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'try', ExternalId })) // prettier-ignore
  expect((await assume('outcrop-example')).Credentials?.SessionToken).toBeDefined()
  await expect(assume('guessed')).rejects.toThrow('not authorized to perform: sts:AssumeRole')
})

it.each([
  ['InvokeModelOfPrompts', 'FLOW000001', 'ALIAS00001'],
  ['InvokeForwarder', 'FLOW000002', 'ALIAS00002'],
])('a flow fails when its role lacks %s', async (lacking, id, alias) => {
  const configuration = readConfigurationFile(example('emulator.json'))
  const accounts = configuration.accounts.map((account) => ({
    ...account,
    roles: account.roles.map(({ policies, ...role }) => ({
      ...role,
      policies: policies?.map((policy) => ({
        ...policy,
        Statement: policy.Statement.filter(({ Sid }) => Sid !== lacking),
      })),
    })),
  }))
  const whole = emulator
  emulator = await startEmulator({ ...configuration, accounts })
  await expect(flow(id, alias)).rejects.toThrow("The flow's execution role")
  await emulator.close()
  emulator = whole
})

it('what the manual tells a newcomer to run, runs', async () => {
  const manual = readFileSync(example('README.md'), 'utf8')
  const [, script = ''] = /```js\n([\s\S]*?)```/.exec(manual) ?? []
  const settings = [...manual.matchAll(/^export (\w+)=(\S+)$/gm)].map(([, name = '', value = '']) => [name, value] as const) // prettier-ignore
  const env = { ...Object.fromEntries(settings), PATH: process.env['PATH'], AWS_ENDPOINT_URL: emulator.url } // prettier-ignore
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { env, cwd: example('..') }) // prettier-ignore
  expect(stdout).toMatch(/prompt: .*visitor_score/)
  expect(stdout).toMatch(/flow: .*visitor_score/)
  expect(stdout).toMatch(/agent: .*60 days/)
  expect(stdout).toMatch(/agent wants: open_return .*A-1042/)
})
