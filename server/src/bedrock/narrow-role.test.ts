import { startEmulator, type Emulator } from '@outcrop/emulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createBedrock, type Bedrock, type Connection, type Use } from './bedrock.ts'
import { narrowed } from './policies/narrowed.ts'
import { problemFrom } from './testing/emulated.ts'
import { problemIn } from './testing/problem-in.ts'

const nova = 'amazon.nova-micro-v1:0'
const lite = 'amazon.nova-lite-v1:0'
const sonnet = 'anthropic.claude-sonnet-4-20250514-v1:0'
const own = 'arn:aws:bedrock:us-east-1:111122223333'
const key = { id: 'AKIANARROWROLE000001', secret: 'narrow secret', user: 'outcrop' }
const variant = (modelId: string) => ({ modelId, templateConfiguration: { text: { text: 'Say hello.' } } }) // prettier-ignore

let emulator: Emulator
let bedrock: Bedrock
beforeAll(async () => {
  emulator = await startEmulator({
    accounts: [
      {
        id: '111122223333',
        accessKeys: [key],
        // A role that may do everything.
        roles: [{ name: 'Wide', trusts: ['111122223333'], policies: [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }] }], // prettier-ignore
        guardrails: [{ id: 'guard0000000', name: 'Guard', region: 'us-east-1', versions: { DRAFT: {} } }], // prettier-ignore
        prompts: [{ id: 'PROMPT0001', name: 'one', region: 'us-east-1', versions: { DRAFT: variant(nova), '2': variant(`us.${sonnet}`) } }], // prettier-ignore
        agents: [{ id: 'AGENT00001', name: 'helper', region: 'us-east-1', instruction: 'Help.', foundationModel: nova, versions: { '1': {} }, aliases: [{ id: 'ALIAS00001', name: 'live', version: '1' }] }], // prettier-ignore
      },
    ],
  })
  bedrock = createBedrock({ emulatorUrl: emulator.url, maxSockets: 8, now: () => new Date(), log: { warn: () => undefined } }) // prettier-ignore
})
beforeEach(() => {
  emulator.faults.clear()
  emulator.calls.clear()
})
afterAll(async () => {
  bedrock.close()
  await emulator.close()
})

let sessions = 0
const connection = (more: Partial<Connection> = {}): Connection => ({
  providerId: `p${(sessions += 1)}`,
  revision: 1,
  region: 'us-east-1',
  endpoint: emulator.url,
  narrowRole: true,
  credentials: {
    type: 'assume_role',
    role_arn: 'arn:aws:iam::111122223333:role/Wide',
    session_name: `session-${sessions}`,
    source: { type: 'access_key', access_key_id: key.id, secret_access_key: key.secret },
  },
  ...more,
})
const signal = new AbortController().signal
const ask = (at: Connection, model: string, more: object = {}) =>
  bedrock.converse(at, { model, messages: [{ role: 'user', text: 'Hello' }], inference: {}, ...more }, { signal }) // prettier-ignore
const alias = `${own}:agent-alias/AGENT00001/ALIAS00001`
const prompt = `${own}:prompt/PROMPT0001`
const task = { aliasArn: alias, sessionId: 'session-1', text: 'Hello', sessionAttributes: {}, answerTo: () => null, outputMode: null } // prettier-ignore

describe('a narrowed role', () => {
  test.each<[string, (at: Connection) => Promise<unknown>]>([
    ['a model', (at) => ask(at, nova)],
    ['a model by its ARN', (at) => ask(at, `arn:aws:bedrock:us-east-1::foundation-model/${nova}`)],
    ['a profile', (at) => ask(at, `us.${sonnet}`)],
    ['a global profile', (at) => ask(at, `${own}:inference-profile/global.${sonnet}`)],
    ['a guarded model', (at) => ask(at, nova, { guardrail: { id: 'guard0000000', version: 'DRAFT' } })],
    ['a raw request', (at) => bedrock.invokeModel(at, { model: nova, body: '{"messages":[{"role":"user","content":[{"text":"Hello"}]}]}', contentType: 'application/json', accept: 'application/json' }, { signal })],
    ['a prompt', (at) => bedrock.conversePrompt(at, { prompt, variables: {}, messages: [] }, { signal })],
    ['a version of a prompt', (at) => bedrock.conversePrompt(at, { prompt, version: '2', variables: {}, messages: [] }, { signal })],
    ['an agent', (at) => bedrock.askAgent(at, task, { signal })],
  ])('may do what it is narrowed to: %s', async (_, work) => {
    await work(connection())
    const assumed = emulator.calls.recent().filter(({ operation }) => operation === 'AssumeRole')
    expect(assumed.length).toBeGreaterThan(0)
  }) // prettier-ignore

  test.each<[string, Use]>([
    ['another model', { kind: 'model', model: lite }],
    ['a prompt', { kind: 'prompt', prompt: `${prompt}:2` }],
    ['an agent', { kind: 'agent', alias }],
  ])('may not call the model of an action when it was made for %s', async (_, use) => {
    const made = use.kind === 'prompt' ? { profiles: new Map(), promptModels: new Map([[use.prompt, lite]]) } : undefined // prettier-ignore
    const problem = await problemFrom(ask(narrowed(connection(), use, made), nova))
    expect(problem).toMatchObject({ code: 'access-denied', aws: { message: expect.stringContaining('no session policy allows') } }) // prettier-ignore
  })

  test('may not be used for an agent or a guardrail that the call does not name', async () => {
    const at = narrowed(connection(), { kind: 'model', model: nova })
    expect((await problemFrom(bedrock.askAgent(at, task, { signal }))).code).toBe('access-denied')
    const guarded = ask(at, nova, { guardrail: { id: 'guard0000000', version: 'DRAFT' } })
    expect((await problemFrom(guarded)).code).toBe('access-denied')
    await ask(at, nova)
  })

  test('is assumed once for each thing that is called', async () => {
    const at = connection()
    for (const model of [nova, lite, nova, lite, nova]) await ask(at, model)
    expect(emulator.calls.count('AssumeRole')).toBe(2)
    await Promise.all(Array.from({ length: 10 }, () => ask(at, nova)))
    expect(emulator.calls.count('AssumeRole')).toBe(2)
  })

  test('is as wide as before where nobody wants it narrow', async () => {
    const at = connection({ narrowRole: false })
    for (const model of [nova, lite]) await ask(at, model)
    expect(emulator.calls.count('AssumeRole')).toBe(1)
  })

  test('is not widened in silence when the policy is too long, here or for STS', async () => {
    const long = { kind: 'model', model: nova, guardrail: `${own}:guardrail/${'g'.repeat(2048)}` } as const // prettier-ignore
    const problem = problemIn(() => narrowed(connection(), long))
    expect(problem.code).toBe('session-policy-too-long')
    expect(problem.message).toMatch(/has 2,?\d{3} characters; AWS takes 2048/)
    emulator.faults.set([{ operation: 'AssumeRole', error: 'PackedPolicyTooLarge' }])
    expect((await problemFrom(ask(connection(), nova))).code).toBe('session-policy-too-long')
    expect(emulator.calls.count('Converse')).toBe(0)
  })
})

test('reading and testing use the whole role', async () => {
  const test = await bedrock.testConnection(connection(), [{ kind: 'agent', alias }])
  expect(test.checks.filter(({ ok }) => !ok)).toEqual([])
})
