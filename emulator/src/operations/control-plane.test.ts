import {
  GetFoundationModelAvailabilityCommand,
  GetFoundationModelCommand,
  GetInferenceProfileCommand,
  ListFoundationModelsCommand,
  ListInferenceProfilesCommand,
  ListProvisionedModelThroughputsCommand,
  type ListFoundationModelsCommandInput,
} from '@aws-sdk/client-bedrock'
import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, it } from 'vitest'
import { startEmulator } from '../index.ts'
import { controlClient, runtimeClient, secondKey } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator(() =>
  startEmulator({
    models: [
      {
        id: 'acme.tiny-v1:0',
        name: 'Tiny',
        provider: 'Acme',
        family: 'openai',
        inferenceTypes: ['ON_DEMAND'],
        regions: ['eu-west-1'],
      },
    ],
  }),
)

async function modelIds(
  filter: ListFoundationModelsCommandInput = {},
  region = 'us-east-1',
): Promise<string[]> {
  const { modelSummaries = [] } = await controlClient(emulator(), { region }).send(
    new ListFoundationModelsCommand(filter),
  )
  return modelSummaries.map(({ modelId = '' }) => modelId)
}

describe('ListFoundationModels', () => {
  it('shows the models of the region with how each may be called', async () => {
    const { modelSummaries = [] } = await controlClient(emulator()).send(
      new ListFoundationModelsCommand({}),
    )
    const find = (id: string) => modelSummaries.find(({ modelId }) => modelId === id)
    expect(find('amazon.nova-micro-v1:0')).toMatchObject({
      modelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0',
      providerName: 'Amazon',
      inferenceTypesSupported: ['ON_DEMAND', 'INFERENCE_PROFILE'],
      outputModalities: ['TEXT'],
      responseStreamingSupported: true,
      modelLifecycle: { status: 'ACTIVE' },
    })
    expect(find('anthropic.claude-sonnet-4-20250514-v1:0')?.inferenceTypesSupported).toEqual([
      'INFERENCE_PROFILE',
    ])
    expect(find('anthropic.claude-3-haiku-20240307-v1:0:48k')?.inferenceTypesSupported).toEqual([
      'PROVISIONED',
    ])
    expect(find('anthropic.claude-v2:1')).toBeUndefined()
  })

  it.each<[string, ListFoundationModelsCommandInput, (id: string) => boolean]>([
    ['provider', { byProvider: 'meta' }, (id) => id.startsWith('meta.')],
    ['output modality', { byOutputModality: 'EMBEDDING' }, (id) => id.includes('embed')],
    ['inference type', { byInferenceType: 'PROVISIONED' }, (id) => /:\d+k$/.test(id)],
    [
      'customization',
      { byCustomizationType: 'CONTINUED_PRE_TRAINING' },
      (id) => id.startsWith('amazon.titan-text'),
    ],
  ])('filters by %s', async (_, filter, fits) => {
    const found = await modelIds(filter)
    expect(found.length).toBeGreaterThan(0)
    expect(found).toSatisfy((all: string[]) => all.every(fits))
    expect(found.length).toBeLessThan((await modelIds()).length)
  })

  it('knows which region has which model, and models that were added', async () => {
    expect(await modelIds({}, 'us-west-2')).toContain('meta.llama3-1-8b-instruct-v1:0')
    expect(await modelIds({ byProvider: 'Acme' }, 'eu-west-1')).toEqual(['acme.tiny-v1:0'])
    expect(await modelIds({ byProvider: 'Acme' })).toEqual([])
    expect(await modelIds({}, 'mars-north-1')).toEqual([])
  })

  it('refuses a bad filter', async () => {
    const failure = await failureOf(modelIds({ byProvider: 'a/b' }))
    expect(failure).toMatchObject({ name: 'ValidationException', status: 400 })
  })
})

describe('GetFoundationModel', () => {
  it.each([
    'amazon.nova-lite-v1:0',
    'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0',
  ])('finds %s', async (modelIdentifier) => {
    const { modelDetails } = await controlClient(emulator()).send(
      new GetFoundationModelCommand({ modelIdentifier }),
    )
    expect(modelDetails?.modelName).toBe('Nova Lite')
  })

  it('refuses what it does not know', async () => {
    const failure = await failureOf(
      controlClient(emulator()).send(
        new GetFoundationModelCommand({ modelIdentifier: 'acme.none-v1:0' }),
      ),
    )
    expect(failure).toMatchObject({ name: 'ResourceNotFoundException', status: 404 })
  })
})

describe('inference profiles', () => {
  it('are listed by type, page by page', async () => {
    const client = controlClient(emulator())
    const all = await client.send(
      new ListInferenceProfilesCommand({ typeEquals: 'SYSTEM_DEFINED' }),
    )
    const whole =
      all.inferenceProfileSummaries?.map(({ inferenceProfileId }) => inferenceProfileId) ?? []
    expect(whole).toContain('us.anthropic.claude-sonnet-4-20250514-v1:0')
    expect(whole).toContain('global.anthropic.claude-sonnet-4-20250514-v1:0')
    const paged: (string | undefined)[] = []
    let nextToken: string | undefined
    do {
      const part = await client.send(
        new ListInferenceProfilesCommand({
          typeEquals: 'SYSTEM_DEFINED',
          maxResults: 4,
          nextToken,
        }),
      )
      expect(part.inferenceProfileSummaries?.length).toBeLessThanOrEqual(4)
      paged.push(
        ...(part.inferenceProfileSummaries?.map(({ inferenceProfileId }) => inferenceProfileId) ??
          []),
      )
      ;({ nextToken } = part)
    } while (nextToken !== undefined)
    expect(paged).toEqual(whole)
    const own = await client.send(new ListInferenceProfilesCommand({ typeEquals: 'APPLICATION' }))
    expect(own.inferenceProfileSummaries).toMatchObject([
      { inferenceProfileName: 'Marketing', type: 'APPLICATION', status: 'ACTIVE' },
    ])
    const both = await client.send(new ListInferenceProfilesCommand({}))
    expect(both.inferenceProfileSummaries).toHaveLength(whole.length + 1)
  })

  it.each([
    [
      'us.amazon.nova-lite-v1:0',
      'arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0',
    ],
    [
      'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0',
      'arn:aws:bedrock:us-east-2::foundation-model/amazon.nova-lite-v1:0',
    ],
    [
      'global.anthropic.claude-sonnet-4-20250514-v1:0',
      'arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-20250514-v1:0',
    ],
    [
      'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/emulator0app',
      'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-20250514-v1:0',
    ],
  ])('%s leads to %s', async (inferenceProfileIdentifier, modelArn) => {
    const profile = await controlClient(emulator()).send(
      new GetInferenceProfileCommand({ inferenceProfileIdentifier }),
    )
    expect(profile.models).toContainEqual({ modelArn })
    expect(profile.createdAt).toBeInstanceOf(Date)
  })

  it('of other regions are not found', async () => {
    const command = new GetInferenceProfileCommand({
      inferenceProfileIdentifier: 'eu.amazon.nova-lite-v1:0',
    })
    expect(await failureOf(controlClient(emulator()).send(command))).toMatchObject({
      name: 'ResourceNotFoundException',
      status: 404,
    })
  })
})

it('ListProvisionedModelThroughputs shows the units of the account', async () => {
  const client = controlClient(emulator())
  const all = await client.send(
    new ListProvisionedModelThroughputsCommand({ statusEquals: 'InService' }),
  )
  expect(all.provisionedModelSummaries).toMatchObject([
    {
      provisionedModelArn: 'arn:aws:bedrock:us-east-1:111122223333:provisioned-model/emulator0ptu',
      modelUnits: 1,
    },
  ])
  const none = await client.send(
    new ListProvisionedModelThroughputsCommand({ nameContains: 'nothing' }),
  )
  expect(none.provisionedModelSummaries).toEqual([])
})

describe('an account without access', () => {
  const options = { credentials: secondKey }
  const availability = async (modelId: string, credentials = secondKey) =>
    controlClient(emulator(), { credentials }).send(
      new GetFoundationModelAvailabilityCommand({ modelId }),
    )
  const converse = (modelId: string) =>
    runtimeClient(emulator(), options).send(
      new ConverseCommand({ modelId, messages: [{ role: 'user', content: [{ text: 'hi' }] }] }),
    )

  it('is refused a denied model', async () => {
    expect(await failureOf(converse('meta.llama3-8b-instruct-v1:0'))).toMatchObject({
      name: 'AccessDeniedException',
      status: 403,
      message: "You don't have access to the model with the specified model ID.",
    })
    expect(await availability('meta.llama3-8b-instruct-v1:0')).toMatchObject({
      agreementAvailability: { status: 'NOT_AVAILABLE' },
      entitlementAvailability: 'NOT_AVAILABLE',
    })
  })

  it('is told to send the use case form, as a 404', async () => {
    const failure = await failureOf(converse('us.anthropic.claude-sonnet-4-20250514-v1:0'))
    expect(failure).toMatchObject({ name: 'ResourceNotFoundException', status: 404 })
    expect(failure.message).toMatch(
      /^Model use case details have not been submitted for this account\..*try again in 15 minutes\.$/,
    )
    expect(await availability('anthropic.claude-sonnet-4-20250514-v1:0')).toMatchObject({
      agreementAvailability: { status: 'NOT_AVAILABLE' },
      regionAvailability: 'AVAILABLE',
    })
  })

  it('may use the rest', async () => {
    expect((await converse('amazon.nova-micro-v1:0')).stopReason).toBe('end_turn')
    expect(await availability('amazon.nova-micro-v1:0')).toMatchObject({
      agreementAvailability: { status: 'AVAILABLE' },
      authorizationStatus: 'AUTHORIZED',
      entitlementAvailability: 'AVAILABLE',
      regionAvailability: 'AVAILABLE',
    })
  })
})
