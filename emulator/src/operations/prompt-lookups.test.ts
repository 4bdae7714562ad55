import {
  GetPromptCommand,
  ListPromptsCommand,
  type GetPromptCommandInput,
} from '@aws-sdk/client-bedrock-agent'
import { describe, expect, it } from 'vitest'
import { startEmulator } from '../index.ts'
import { agentClient, secondKey } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { textWith } from '../testing/matchers.ts'
import { accountsWithPrompts, promptArnOf } from '../testing/prompts.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator(() => startEmulator({ accounts: accountsWithPrompts(12) }))

const get = (input: GetPromptCommandInput) =>
  agentClient(emulator()).send(new GetPromptCommand(input))

describe('GetPrompt', () => {
  it('shows the draft with its template, variables, model and settings', async () => {
    const prompt = await get({ promptIdentifier: 'CONVSCORE1' })
    expect(prompt).toMatchObject({
      id: 'CONVSCORE1',
      name: 'conversion-score',
      arn: promptArnOf('CONVSCORE1'),
      version: 'DRAFT',
      defaultVariant: 'default',
      variants: [
        {
          name: 'default',
          templateType: 'TEXT',
          modelId: 'us.amazon.nova-lite-v1:0',
          inferenceConfiguration: { text: { maxTokens: 500, temperature: 0 } },
        },
      ],
    })
    expect(prompt.createdAt).toBeInstanceOf(Date)
    expect(prompt.variants?.[0]?.templateConfiguration?.text).toMatchObject({
      text: textWith('{{visitor_json}}'),
      inputVariables: [
        { name: 'tealium_account' },
        { name: 'tealium_profile' },
        { name: 'tealium_visitor_id' },
        { name: 'visitor_json' },
        { name: 'last_product_viewed' },
      ],
    })
  })

  it.each<[string, GetPromptCommandInput]>([
    ['its number', { promptIdentifier: 'CONVSCORE1', promptVersion: '1' }],
    ['the ARN of the version', { promptIdentifier: promptArnOf('CONVSCORE1', '1') }],
    ['the ARN of the prompt and a number', { promptIdentifier: promptArnOf('CONVSCORE1'), promptVersion: '1' }], // prettier-ignore
  ])('finds a version by %s', async (_, input) => {
    expect(await get(input)).toMatchObject({
      arn: promptArnOf('CONVSCORE1', '1'),
      version: '1',
      variants: [{ modelId: 'amazon.nova-micro-v1:0' }],
    })
  })

  it('shows conversations', async () => {
    const { variants = [] } = await get({ promptIdentifier: 'CHATTRIAGE' })
    expect(variants).toMatchObject([
      {
        name: 'polite',
        templateType: 'CHAT',
        templateConfiguration: {
          chat: {
            system: [{ text: textWith('{{tone}}') }],
            messages: [{ role: 'user' }, { role: 'assistant' }, { role: 'user' }],
            inputVariables: [{ name: 'tone' }, { name: 'order' }],
          },
        },
      },
    ])
  })

  it('leaves the content out when only metadata is wanted', async () => {
    const prompt = await get({ promptIdentifier: 'CONVSCORE1', includedData: 'METADATA_ONLY' })
    expect(prompt.name).toBe('conversion-score')
    expect(prompt.variants).toBeUndefined()
  })

  it.each<[string, GetPromptCommandInput, string, number]>([
    ['an unknown prompt', { promptIdentifier: 'NOSUCHPRMT' }, 'ResourceNotFoundException', 404],
    ['an unknown version', { promptIdentifier: 'CONVSCORE1', promptVersion: '2' }, 'ResourceNotFoundException', 404], // prettier-ignore
    ['an ARN of another account', { promptIdentifier: 'arn:aws:bedrock:us-east-1:444455556666:prompt/CONVSCORE1' }, 'ResourceNotFoundException', 404], // prettier-ignore
    ['an id that is too short', { promptIdentifier: 'SHORT' }, 'ValidationException', 400],
    ['a version that is no number', { promptIdentifier: 'CONVSCORE1', promptVersion: 'latest' }, 'ValidationException', 400], // prettier-ignore
  ])('refuses %s', async (_, input, name, status) => {
    expect(await failureOf(get(input))).toMatchObject({ name, status })
  })

  it('keeps prompts in their region and account', async () => {
    const command = () => new GetPromptCommand({ promptIdentifier: 'CONVSCORE1' })
    const elsewhere = agentClient(emulator(), { region: 'eu-west-1' }).send(command())
    const others = agentClient(emulator(), { credentials: secondKey }).send(command())
    expect(await failureOf(elsewhere)).toMatchObject({ status: 404 })
    expect(await failureOf(others)).toMatchObject({ status: 404 })
  })
})

describe('ListPrompts', () => {
  it('shows the drafts, at most ten on a page', async () => {
    const names: (string | undefined)[] = []
    const sizes: number[] = []
    let nextToken: string | undefined
    do {
      const part = await agentClient(emulator()).send(
        new ListPromptsCommand({ maxResults: 100, nextToken }),
      )
      sizes.push(part.promptSummaries?.length ?? 0)
      names.push(...(part.promptSummaries?.map(({ name }) => name) ?? []))
      ;({ nextToken } = part)
    } while (nextToken !== undefined)
    expect(sizes).toEqual([10, 5])
    expect(names).toContain('conversion-score')
    expect(new Set(names).size).toBe(15)
  })

  it('shows the versions of one prompt', async () => {
    const { promptSummaries } = await agentClient(emulator()).send(
      new ListPromptsCommand({ promptIdentifier: 'CONVSCORE1' }),
    )
    expect(promptSummaries).toMatchObject([
      { version: 'DRAFT', arn: promptArnOf('CONVSCORE1') },
      { version: '1', arn: promptArnOf('CONVSCORE1', '1') },
    ])
  })

  it('refuses a prompt that does not exist', async () => {
    const call = agentClient(emulator()).send(
      new ListPromptsCommand({ promptIdentifier: 'NOSUCHPRMT' }),
    )
    expect(await failureOf(call)).toMatchObject({ name: 'ResourceNotFoundException', status: 404 })
  })
})
