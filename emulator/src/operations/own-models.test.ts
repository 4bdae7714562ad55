import {
  ListCustomModelDeploymentsCommand,
  ListImportedModelsCommand,
  ListPromptRoutersCommand,
} from '@aws-sdk/client-bedrock'
import { ConverseCommand, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, it } from 'vitest'
import { defaultAccounts } from '../default-accounts.ts'
import { startEmulator } from '../index.ts'
import { controlClient, runtimeClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const region = 'us-east-1'
const model = 'amazon.nova-micro-v1:0'
const profile = 'us.amazon.nova-lite-v1:0'
const own = `arn:aws:bedrock:${region}:111122223333`
const [first] = defaultAccounts
const statement = (Action: string, Resource: string | string[], more: object = {}) => ({ Effect: 'Allow' as const, Action, Resource, ...more }) // prettier-ignore
const byRouter = { Condition: { StringLike: { 'bedrock:PromptRouterArn': `${own}:prompt-router/routerrouter` } } } // prettier-ignore
const onlyRouter = [
  statement('bedrock:InvokeModel', `${own}:prompt-router/routerrouter`),
  statement('bedrock:InvokeModel', ['arn:aws:bedrock:*::foundation-model/*', `${own}:inference-profile/*`], byRouter), // prettier-ignore
]
const key = (name: string) => ({ id: `AKIAROUTER00000${name}`, secret: 'secret', user: `user${name}` }) // prettier-ignore

const emulator = runningEmulator(() =>
  startEmulator({
    accounts: [
      {
        ...first,
        id: '111122223333',
        accessKeys: [
          ...(first?.accessKeys ?? []),
          { ...key('1'), policies: [{ Statement: onlyRouter }] },
          { ...key('2'), policies: [{ Statement: onlyRouter.slice(0, 1) }] },
        ],
        importedModels: [{ id: 'importedmod1', name: 'Own Llama', region, model }],
        modelDeployments: [
          { id: 'deployedmod1', name: 'Tuned', region, model },
          { id: 'deployedmod2', name: 'Not yet', region, model, status: 'Creating' },
        ],
        promptRouters: [
          { id: 'routerrouter', name: 'Cheap first', region, models: [model, profile], fallback: profile }, // prettier-ignore
          { id: 'amazon.nova:1', name: 'Nova', region, type: 'default', models: [model], fallback: model }, // prettier-ignore
        ],
      },
    ],
  }),
)
const say = (modelId: string) =>
  new ConverseCommand({ modelId, messages: [{ role: 'user', content: [{ text: 'Hello' }] }] })
const as = (name: string) => ({ credentials: { accessKeyId: `AKIAROUTER00000${name}`, secretAccessKey: 'secret' } }) // prettier-ignore

describe('what an account has besides the models of AWS', () => {
  it.each([
    'imported-model/importedmod1', 'custom-model-deployment/deployedmod1', 'prompt-router/routerrouter',
    'default-prompt-router/amazon.nova:1',
  ])('%s answers by its ARN', async (resource) => {
    const answer = await runtimeClient(emulator()).send(say(`${own}:${resource}`))
    expect(answer.stopReason).toBe('end_turn')
  }) // prettier-ignore

  it.each([
    ['imported-model/nosuchmodel1', 'ResourceNotFoundException', 'Could not resolve'],
    ['custom-model-deployment/deployedmod2', 'ValidationException', 'Its status is Creating'],
    ['prompt-router/nosuchrouter', 'ResourceNotFoundException', 'Could not resolve'],
  ])('%s is refused as %s', async (resource, name, message) => {
    const failure = await failureOf(runtimeClient(emulator()).send(say(`${own}:${resource}`)))
    expect(failure).toMatchObject({ name, message: expect.stringContaining(message) })
  })

  it('is refused from another region, and of another account', async () => {
    for (const arn of [`${own.replace('us-east-1', 'us-west-2')}:imported-model/importedmod1`, 'arn:aws:bedrock:us-east-1:444455556666:imported-model/importedmod1']) {
      expect((await failureOf(runtimeClient(emulator()).send(say(arn)))).name).toBe('ValidationException') // prettier-ignore
    }
  }) // prettier-ignore

  it('is listed', async () => {
    const client = controlClient(emulator())
    const { modelSummaries } = await client.send(new ListImportedModelsCommand({ nameContains: 'Llama' })) // prettier-ignore
    expect(modelSummaries).toMatchObject([{ modelArn: `${own}:imported-model/importedmod1`, modelName: 'Own Llama', creationTime: expect.any(Date) }]) // prettier-ignore
    const ready = new ListCustomModelDeploymentsCommand({ statusEquals: 'Active' })
    expect((await client.send(ready)).modelDeploymentSummaries).toMatchObject([
      {
        customModelDeploymentArn: `${own}:custom-model-deployment/deployedmod1`,
        status: 'Active',
        createdAt: expect.any(Date),
      },
    ])
    const { promptRouterSummaries } = await client.send(new ListPromptRoutersCommand({}))
    expect(promptRouterSummaries).toMatchObject([
      {
        promptRouterArn: `${own}:prompt-router/routerrouter`,
        models: [{}, { modelArn: `${own}:inference-profile/${profile}` }],
        type: 'custom',
      },
      { promptRouterArn: `${own}:default-prompt-router/amazon.nova:1`, type: 'default' },
    ])
    const page = await client.send(new ListPromptRoutersCommand({ maxResults: 1 }))
    expect(page.nextToken).toEqual(expect.any(String))
  })
})

describe('a router', () => {
  const router = say(`${own}:prompt-router/routerrouter`)

  it('is called with leave for itself and, by way of it, for its models', async () => {
    expect((await runtimeClient(emulator(), as('1')).send(router)).stopReason).toBe('end_turn')
    const direct = await failureOf(runtimeClient(emulator(), as('1')).send(say(model)))
    expect(direct.name).toBe('AccessDeniedException')
    const without = await failureOf(runtimeClient(emulator(), as('2')).send(router))
    expect(without).toMatchObject({ name: 'AccessDeniedException', message: expect.stringContaining('foundation-model/amazon.nova-micro') }) // prettier-ignore
  })

  it('tells which model it chose, whole and in pieces; a model that was called itself tells nothing', async () => {
    const trace = { promptRouter: { invokedModelId: `${own}:inference-profile/${profile}` } }
    const client = runtimeClient(emulator())
    expect((await client.send(router)).trace).toEqual(trace)
    const { stream = [] } = await client.send(new ConverseStreamCommand(router.input))
    const told = []
    for await (const event of stream) if (event.metadata) told.push(event.metadata.trace)
    expect(told).toEqual([trace])
    expect((await client.send(say(model))).trace).toBeUndefined()
  })
})
