import {
  ListFoundationModelsCommand,
  GetFoundationModelCommand,
  GetInferenceProfileCommand,
} from '@aws-sdk/client-bedrock'
import {
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
} from '@aws-sdk/client-bedrock-runtime'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { describe, expect, it } from 'vitest'
import { startEmulator, type Emulator } from '../index.ts'
import { controlClient, demoKey, runtimeClient, stsClient } from '../testing/connect.ts'
import { allow, deny, emulatorWith } from '../testing/emulator-with.ts'
import { failureOf } from '../testing/failure-of.ts'
import { textWith } from '../testing/matchers.ts'

const nova = 'amazon.nova-micro-v1:0'
const novaArn = `arn:aws:bedrock:us-east-1::foundation-model/${nova}`
const sonnet = 'anthropic.claude-sonnet-4-20250514-v1:0'
const own = 'arn:aws:bedrock:us-east-1:111122223333'
const invoke = ['bedrock:InvokeModel', 'bedrock:GetInferenceProfile']
const caller = 'arn:aws:iam::111122223333:user/outcrop'

function converse(emulator: Emulator, modelId = nova, region = 'us-east-1') {
  const messages = [{ role: 'user' as const, content: [{ text: 'hi' }] }]
  return runtimeClient(emulator, { region }).send(new ConverseCommand({ modelId, messages }))
}

const refusedIn = async (work: Promise<unknown>) => (await failureOf(work)).message

describe('a call to a model', () => {
  it('is refused in AWS’s words when no policy allows it', async () => {
    const emulator = await emulatorWith(allow('bedrock:List*'))
    expect(await failureOf(converse(emulator))).toMatchObject({
      name: 'AccessDeniedException',
      status: 403,
      message: `User: ${caller} is not authorized to perform: bedrock:InvokeModel on resource: ${novaArn} because no identity-based policy allows the bedrock:InvokeModel action`,
    })
    expect(emulator.calls.recent(1)[0]).toMatchObject({ status: 403, errorCode: 'AccessDeniedException' }) // prettier-ignore
  })

  it('is refused by an explicit deny, whatever else allows it', async () => {
    const emulator = await emulatorWith([allow('*'), deny('bedrock:Invoke*', 'arn:aws:bedrock:*::foundation-model/amazon.*')]) // prettier-ignore
    expect(await refusedIn(converse(emulator))).toBe(
      `User: ${caller} is not authorized to perform: bedrock:InvokeModel on resource: ${novaArn} with an explicit deny in an identity-based policy`,
    )
    await converse(emulator, `us.${sonnet}`)
  })

  it('needs an action of its own to be streamed, and none to be invoked raw', async () => {
    const emulator = await emulatorWith(allow('bedrock:invokemodel', novaArn))
    await converse(emulator)
    const client = runtimeClient(emulator)
    const messages = [{ role: 'user' as const, content: [{ text: 'hi' }] }]
    await client.send(new InvokeModelCommand({ modelId: nova, contentType: 'application/json', body: JSON.stringify({ messages }) })) // prettier-ignore
    expect(await refusedIn(client.send(new ConverseStreamCommand({ modelId: nova, messages })))).toContain(
      'because no identity-based policy allows the bedrock:InvokeModelWithResponseStream action',
    ) // prettier-ignore
  })

  it('needs the profile, and the model in every region of it', async () => {
    const models = ['us-east-1', 'us-east-2', 'us-west-2'].map((region) => `arn:aws:bedrock:${region}::foundation-model/${sonnet}`) // prettier-ignore
    const all = [`${own}:inference-profile/us.${sonnet}`, ...models]
    const enough = await emulatorWith(allow(invoke, all))
    await converse(enough, `us.${sonnet}`)
    await converse(enough, `${own}:inference-profile/us.${sonnet}`)
    for (const missing of all) {
      const rest = all.filter((arn) => arn !== missing)
      const emulator = await emulatorWith(allow(invoke, rest))
      expect(await refusedIn(converse(emulator, `us.${sonnet}`))).toContain(`on resource: ${missing} because`) // prettier-ignore
    }
  })

  it('needs the region-less model of a global profile, whose region is unspecified', async () => {
    const all = [
      `${own}:inference-profile/global.${sonnet}`,
      `arn:aws:bedrock:us-east-1::foundation-model/${sonnet}`,
      `arn:aws:bedrock:::foundation-model/${sonnet}`,
    ]
    const condition = (regions: string[]) => ({ Condition: { StringEquals: { 'aws:RequestedRegion': regions } } }) // prettier-ignore
    const enough = await emulatorWith(allow(invoke, all, condition(['us-east-1', 'unspecified']))) // prettier-ignore
    await converse(enough, `global.${sonnet}`)
    const tooLittle = await emulatorWith(allow(invoke, all, condition(['us-east-1']))) // prettier-ignore
    expect(await refusedIn(converse(tooLittle, `global.${sonnet}`))).toContain(`on resource: ${all[2] ?? ''} because`) // prettier-ignore
  })

  it('needs to read the profile, as AWS documents it', async () => {
    const emulator = await emulatorWith(allow('bedrock:InvokeModel'))
    expect(await refusedIn(converse(emulator, `us.${sonnet}`))).toContain(`bedrock:GetInferenceProfile on resource: ${own}:inference-profile/us.${sonnet}`) // prettier-ignore
    await converse(emulator)
  })

  it('can be allowed through one profile only', async () => {
    const profile = `${own}:inference-profile/us.${sonnet}`
    const through = { Condition: { StringLike: { 'bedrock:InferenceProfileArn': profile } } }
    const emulator = await emulatorWith([
      allow(invoke, 'arn:aws:bedrock:*:111122223333:inference-profile/*'),
      allow('bedrock:InvokeModel', 'arn:aws:bedrock:*::foundation-model/*', through),
    ])
    await converse(emulator, `us.${sonnet}`)
    expect(await refusedIn(converse(emulator))).toContain(novaArn)
    expect(await refusedIn(converse(emulator, `global.${sonnet}`))).toContain('foundation-model/')
  })

  it('names the account’s own profiles and provisioned models by their ARNs', async () => {
    const more = {
      applicationProfiles: [{ id: 'marketing000', name: 'Marketing', region: 'us-east-1', copyFrom: nova }], // prettier-ignore
      provisionedModels: [{ id: 'units0000000', name: 'Units', region: 'us-east-1', model: nova }],
    }
    const profile = `${own}:application-inference-profile/marketing000`
    const units = `${own}:provisioned-model/units0000000`
    const enough = await emulatorWith(allow(invoke, [profile, units, novaArn]), more)
    await converse(enough, profile)
    await converse(enough, units)
    const tooLittle = await emulatorWith(allow('bedrock:InvokeModel', novaArn), more)
    expect(await refusedIn(converse(tooLittle, profile))).toContain(`on resource: ${profile}`)
    expect(await refusedIn(converse(tooLittle, units))).toContain(`on resource: ${units}`)
  })

  it('knows NotAction, NotResource and the region', async () => {
    const emulator = await emulatorWith([
      { Effect: 'Allow', NotAction: 'sts:*', NotResource: 'arn:aws:bedrock:*::foundation-model/anthropic.*' }, // prettier-ignore
      deny('*', '*', { Condition: { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } } }),
    ])
    await converse(emulator)
    expect(await refusedIn(converse(emulator, `us.${sonnet}`))).toContain(`foundation-model/${sonnet} because`) // prettier-ignore
    expect(await refusedIn(converse(emulator, nova, 'us-west-2'))).toContain('with an explicit deny') // prettier-ignore
  })
})

describe('control plane', () => {
  it('takes only * for lists', async () => {
    const list = (emulator: Emulator) => controlClient(emulator).send(new ListFoundationModelsCommand({})) // prettier-ignore
    await list(await emulatorWith(allow('bedrock:ListFoundationModels')))
    expect(await refusedIn(list(await emulatorWith(allow('bedrock:ListFoundationModels', 'arn:aws:bedrock:*:*:*'))))).toContain('on resource: * because') // prettier-ignore
  })

  it('names the model or profile that is read', async () => {
    const emulator = await emulatorWith(allow(['bedrock:GetFoundationModel', 'bedrock:GetInferenceProfile'], [novaArn, `${own}:inference-profile/us.${sonnet}`])) // prettier-ignore
    const client = controlClient(emulator)
    await client.send(new GetFoundationModelCommand({ modelIdentifier: nova }))
    await client.send(
      new GetInferenceProfileCommand({ inferenceProfileIdentifier: `us.${sonnet}` }),
    )
    expect(await refusedIn(client.send(new GetFoundationModelCommand({ modelIdentifier: sonnet })))).toContain('bedrock:GetFoundationModel on resource: arn:') // prettier-ignore
    expect(await refusedIn(client.send(new GetInferenceProfileCommand({ inferenceProfileIdentifier: `global.${sonnet}` })))).toContain(`inference-profile/global.${sonnet}`) // prettier-ignore
  })

  it('tells everyone who they are', async () => {
    const emulator = await emulatorWith(deny('*'))
    expect((await stsClient(emulator).send(new GetCallerIdentityCommand())).Arn).toBe(caller)
  })
})

describe('policies in the configuration', () => {
  it('of a key are joined to those of its user', async () => {
    const emulator = await emulatorWith(allow('bedrock:InvokeModel', novaArn), {
      accessKeys: [{ id: demoKey.accessKeyId, secret: demoKey.secretAccessKey, user: 'outcrop', policies: [{ Statement: allow('bedrock:ListFoundationModels') }] }], // prettier-ignore
    })
    await converse(emulator)
    await controlClient(emulator).send(new ListFoundationModelsCommand({}))
    expect(await refusedIn(converse(emulator, 'amazon.nova-lite-v1:0'))).toContain('nova-lite')
  })

  it('allow nothing when the list is empty', async () => {
    const emulator = await emulatorWith(allow('*'), { users: [{ name: 'outcrop', policies: [] }] })
    expect(await refusedIn(converse(emulator))).toContain('no identity-based policy allows')
  })

  it.each<[string, object, string]>([
    ['an unknown operator', allow('*', '*', { Condition: { StringIs: { a: 'b' } } }), 'StringIs is not a condition operator'], // prettier-ignore
    ['an action without a service', allow('InvokeModel'), 'service:Action'],
    ['a resource that is no ARN', allow('*', 'nova'), 'must be in ARN format'],
    ['no resource', { Effect: 'Allow', Action: '*' }, 'one of Resource and NotResource'],
    ['two kinds of action', { ...allow('*'), NotAction: '*' }, 'one of Action and NotAction'],
    ['a principal', { ...allow('*'), Principal: '*' }, 'Principal'],
    ['a misspelt effect', { ...allow('*'), Effect: 'allow' }, 'Effect'],
  ])('are refused with their place: %s', async (_, statement, complaint) => {
    const users = [{ name: 'outcrop', policies: [{ Statement: statement }] }]
    // @ts-expect-error -- the mistakes are the point
    const starting = startEmulator({ accounts: [{ id: '111122223333', users }] })
    await expect(starting).rejects.toMatchObject({ message: textWith(complaint) })
  })
})
