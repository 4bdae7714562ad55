import { defaultAccounts } from '@outcrop/emulator'
import { describe, expect, test } from 'vitest'
import { mergeModels } from './merge-models.ts'
import { emulated, problemFrom } from './testing/emulated.ts'

const nova = 'amazon.nova-micro-v1:0'
const region = 'us-east-1'
const [first, ...others] = defaultAccounts
const besides = {
  importedModels: [{ id: 'importedmod1', name: 'Own Llama', region, model: nova }],
  modelDeployments: [
    { id: 'deployedmod1', name: 'Tuned', region, model: nova },
    { id: 'deployedmod2', name: 'Not yet', region, model: nova, status: 'Creating' as const },
  ],
  promptRouters: [{ id: 'routerrouter', name: 'Cheap first', region, models: [nova], fallback: nova }], // prettier-ignore
}
const world = emulated({ accounts: [{ id: '111122223333', ...first, ...besides }, ...others] })
const listed = (connection = world.connection()) =>
  world.bedrock.listModels(connection, { signal: new AbortController().signal })
const list = async (connection = world.connection()) => (await listed(connection)).models

describe('listModels', () => {
  test('offers everything that can be named as a model', async () => {
    const models = await list()
    const byId = new Map(models.map((model) => [model.id, model]))
    expect(byId.get('amazon.nova-micro-v1:0')).toMatchObject({ kind: 'foundation-model', invocable: true, vendor: 'Amazon' })
    expect(byId.get('anthropic.claude-sonnet-4-20250514-v1:0')).toMatchObject({ invocable: false })
    expect(byId.get('us.anthropic.claude-sonnet-4-20250514-v1:0')).toMatchObject({ kind: 'inference-profile', invocable: true, vendor: 'Anthropic' })
    expect(byId.get('arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/emulator0app')).toMatchObject({ kind: 'application-inference-profile', name: 'Marketing', invocable: true, vendor: 'Anthropic' })
    expect(byId.get('arn:aws:bedrock:us-east-1:111122223333:provisioned-model/emulator0ptu')).toMatchObject({ kind: 'provisioned-throughput', invocable: true })
    expect(byId.size).toBe(models.length)
  }) // prettier-ignore

  test('says that a model can be invoked exactly when it can', async () => {
    const connection = world.connection({ region: 'us-west-2' })
    for (const { id, invocable, lifecycle } of await list(connection)) {
      if (lifecycle === 'LEGACY') continue
      const call = world.bedrock.converse(
        connection,
        { model: id, messages: [{ role: 'user', text: 'Hello' }], inference: {} },
        { signal: new AbortController().signal },
      )
      if (invocable) expect((await call).raw).toHaveProperty('output.message')
      else expect((await problemFrom(call)).code).toBe('needs-inference-profile')
    }
  })

  test('leaves out what writes no text', async () => {
    expect((await list()).map(({ id }) => id)).not.toContain('amazon.titan-embed-text-v2:0')
  })

  test('gives the rest when one list is not allowed, and the problem when none is', async () => {
    const error = 'AccessDeniedException'
    world.emulator.faults.set([{ operation: 'ListFoundationModels', error }])
    expect(await listed()).toMatchObject({ isPartial: true })
    const kinds = new Set((await list()).map(({ kind }) => kind))
    expect(kinds).toEqual(new Set(['inference-profile', 'application-inference-profile', 'provisioned-throughput', 'imported-model', 'custom-model-deployment', 'prompt-router'])) // prettier-ignore
    world.emulator.faults.set([{ operation: 'List*', error }])
    expect((await problemFrom(list())).code).toBe('access-denied')
  })

  test('offers what the account has besides by its ARN, where it may be listed', async () => {
    const own = 'arn:aws:bedrock:us-east-1:111122223333'
    const shown = (await list()).filter(({ id }) => /imported|deployment|router/.test(id))
    expect(shown.map(({ id, kind, name, vendor, invocable }) => [id, kind, name, vendor, invocable])).toEqual([
      [`${own}:prompt-router/routerrouter`, 'prompt-router', 'Cheap first', 'amazon', true],
      [`${own}:custom-model-deployment/deployedmod1`, 'custom-model-deployment', 'Tuned', 'amazon', true],
      [`${own}:imported-model/importedmod1`, 'imported-model', 'Own Llama', 'llama3', true],
      [`${own}:custom-model-deployment/deployedmod2`, 'custom-model-deployment', 'Not yet', 'amazon', false],
    ])
    world.emulator.faults.set([
      { operation: 'ListImportedModels', error: 'AccessDeniedException' },
      { operation: 'ListPromptRouters', error: 'ValidationException' },
    ])
    const { models, isPartial, unlisted } = await listed()
    expect([isPartial, unlisted]).toEqual([false, ['bedrock:ListImportedModels']])
    expect(models.map(({ kind }) => kind)).toContain('custom-model-deployment')
    expect(models.map(({ kind }) => kind)).not.toContain('prompt-router')
  }) // prettier-ignore

  test('what cannot be listed of those now keeps no other from being offered', async () => {
    world.emulator.faults.set([
      { operation: 'ListPromptRouters', error: 'ServiceUnavailableException' },
    ])
    const { models, isPartial } = await listed()
    expect(isPartial).toBe(true)
    expect(models.map(({ kind }) => kind)).toContain('inference-profile')
  })

  test('any other failure of a list of AWS is the failure of all', async () => {
    world.emulator.faults.set([
      { operation: 'ListInferenceProfiles', error: 'ServiceUnavailableException' },
    ])
    expect((await problemFrom(list())).code).toBe('service-unavailable')
  })
})

describe('mergeModels', () => {
  test('usable ones come first, then by vendor and name', () => {
    const foundation = [
      { modelId: 'b.two', modelName: 'Two', providerName: 'B', modelArn: '', inferenceTypesSupported: [] },
      { modelId: 'b.one', modelName: 'One', providerName: 'B', modelArn: '', inferenceTypesSupported: ['ON_DEMAND' as const] },
      { modelId: 'a.one', modelName: 'One', providerName: 'A', modelArn: '', inferenceTypesSupported: ['ON_DEMAND' as const] },
    ] // prettier-ignore
    const ids = mergeModels({ foundation, profiles: [], provisioned: [] }).map(({ id }) => id)
    expect(ids).toEqual(['a.one', 'b.one', 'b.two'])
  })

  test('profiles of models that may not be listed are named by what is known', () => {
    const profile = {
      inferenceProfileName: 'US Sonnet',
      inferenceProfileArn: 'arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.x',
      inferenceProfileId: 'us.anthropic.x',
      models: [{ modelArn: 'arn:aws:bedrock:us-west-2::foundation-model/anthropic.x' }],
      status: 'ACTIVE' as const,
      type: 'SYSTEM_DEFINED' as const,
    }
    const models = mergeModels({ foundation: [], profiles: [profile], provisioned: [] })
    expect(models).toEqual([
      {
        id: 'us.anthropic.x',
        name: 'US Sonnet',
        vendor: 'anthropic',
        kind: 'inference-profile',
        invocable: true,
        streaming: null,
        lifecycle: null,
      },
    ])
  })
})
