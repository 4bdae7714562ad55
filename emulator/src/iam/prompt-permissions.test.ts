import { GetPromptCommand, ListPromptsCommand } from '@aws-sdk/client-bedrock-agent'
import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { expect, it } from 'vitest'
import type { Emulator } from '../index.ts'
import type { PromptInput } from '../prompts/prompt-schema.ts'
import { agentClient, runtimeClient } from '../testing/connect.ts'
import { allow, emulatorWith, type PolicyInput } from '../testing/emulator-with.ts'
import { failureOf } from '../testing/failure-of.ts'

const nova = 'amazon.nova-micro-v1:0'
const variant = { modelId: nova, templateConfiguration: { text: { text: 'Say hello.' } } }
const prompt: PromptInput = {
  id: 'PROMPT0001',
  name: 'hello',
  region: 'us-east-1',
  versions: { DRAFT: variant, '3': variant },
}
const draft = 'arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPT0001'
const version = `${draft}:3`
const model = allow('bedrock:InvokeModel', `arn:aws:bedrock:us-east-1::foundation-model/${nova}`)
const render = (resource: string | string[]) => allow('bedrock:RenderPrompt', resource)

const withPrompt = (statements: PolicyInput['Statement']): Promise<Emulator> =>
  emulatorWith(statements, { prompts: [prompt] })
const converse = (emulator: Emulator, modelId: string) =>
  runtimeClient(emulator).send(new ConverseCommand({ modelId }))

it('needs RenderPrompt on prompt and version, and InvokeModel on the model behind it', async () => {
  await converse(await withPrompt([model, render([draft, `${draft}:*`])]), version)
  await converse(await withPrompt([model, render(draft)]), draft)
  for (const statements of [[model], [model, render(draft)], [model, render(version)]]) {
    const failure = await failureOf(converse(await withPrompt(statements), version))
    expect(failure).toMatchObject({
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:iam::111122223333:user/outcrop is not authorized to invoke this API operation with a prompt resource',
    })
  }
  const noModel = await failureOf(converse(await withPrompt(render([draft, version])), version))
  expect(noModel.message).toContain(`bedrock:InvokeModel on resource: arn:aws:bedrock:us-east-1::foundation-model/${nova}`) // prettier-ignore
})

it('is shown to whoever may get it, version by version', async () => {
  const client = agentClient(await withPrompt(allow('bedrock:GetPrompt', version)))
  const get = (promptVersion?: string) =>
    client.send(new GetPromptCommand({ promptIdentifier: 'PROMPT0001', promptVersion }))
  expect((await get('3')).version).toBe('3')
  expect((await failureOf(get())).message).toContain(`bedrock:GetPrompt on resource: ${draft} `)
})

it('is listed to whoever may list', async () => {
  const all = agentClient(await withPrompt(allow('bedrock:ListPrompts')))
  expect((await all.send(new ListPromptsCommand({}))).promptSummaries).toHaveLength(1)
  const one = agentClient(await withPrompt(allow('bedrock:ListPrompts', draft)))
  const versions = new ListPromptsCommand({ promptIdentifier: 'PROMPT0001' })
  expect((await one.send(versions)).promptSummaries).toHaveLength(2)
  expect((await failureOf(one.send(new ListPromptsCommand({})))).message).toContain('resource: * ')
})
