import {
  ConverseCommand,
  type CachePointBlock,
  type ConverseCommandInput,
  type Message,
} from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, it } from 'vitest'
import { runtimeClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()

const nova = 'amazon.nova-micro-v1:0'

function ask(text: string, more: Partial<ConverseCommandInput> = {}): ConverseCommand {
  return new ConverseCommand({
    modelId: nova,
    messages: [{ role: 'user', content: [{ text }] }],
    ...more,
  })
}

/** One whose members the types of the SDK would not let pass. */
const cachePoint = (parts: object): CachePointBlock =>
  Object.assign({ type: 'default' as const }, parts)

const client = () => runtimeClient(emulator(), { transport: 'HTTP/1.1' })

describe('Converse refuses as AWS does', () => {
  const user: Message = { role: 'user', content: [{ text: 'hi' }] }
  const profileOnly = 'anthropic.claude-sonnet-4-20250514-v1:0'
  const provisionedOnly = 'anthropic.claude-3-haiku-20240307-v1:0:48k'
  const onDemandText = (id: string) =>
    `Invocation of model ID ${id} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`

  it.each<[string, Partial<ConverseCommandInput>, string, number, string | RegExp]>([
    [
      'more metadata than it logs',
      {
        requestMetadata: Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`k${at}`, 'v'])),
      },
      'ValidationException',
      400,
      /^1 validation error detected: Value at 'requestMetadata' failed to satisfy constraint: Member must have length less than or equal to 16$/,
    ],
    [
      'metadata in other characters',
      { requestMetadata: { run: 'naïve' } },
      'ValidationException',
      400,
      /Value at 'requestMetadata' failed to satisfy constraint: Map keys and values must satisfy constraint: \[Member must satisfy regular expression pattern/,
    ],
    [
      'an id of a tool use that it could not have given',
      {
        messages: [
          user,
          {
            role: 'assistant',
            content: [{ toolUse: { toolUseId: 'a b', name: 'rate', input: {} } }],
          },
        ],
      },
      'ValidationException',
      400,
      /Value 'a b' at 'messages.2.member.content.1.member.toolUse.toolUseId' failed to satisfy constraint/,
    ],
    [
      'a cache point of another kind',
      { messages: [{ role: 'user', content: [{ text: 'hi' }, { cachePoint: cachePoint({ type: 'long' }) }] }] }, // prettier-ignore
      'ValidationException',
      400,
      "1 validation error detected: Value 'long' at 'messages.1.member.content.2.member.cachePoint.type' failed to satisfy constraint: Member must satisfy enum value set: [default]",
    ],
    [
      'a cache point that lasts a day',
      { system: [{ text: 'Be brief.' }, { cachePoint: cachePoint({ ttl: '1d' }) }] },
      'ValidationException',
      400,
      "1 validation error detected: Value '1d' at 'system.2.member.cachePoint.ttl' failed to satisfy constraint: Member must satisfy enum value set: [5m, 1h]",
    ],
    [
      'an unknown model',
      { modelId: 'acme.nothing-v1:0' },
      'ValidationException',
      400,
      'The provided model identifier is invalid.',
    ],
    [
      'text that is no identifier',
      { modelId: 'no such model' },
      'ValidationException',
      400,
      'The provided model identifier is invalid.',
    ],
    [
      'an empty identifier',
      { modelId: '' },
      'ValidationException',
      400,
      /at 'modelId' failed to satisfy constraint: Member must have length greater than or equal to 1/,
    ],
    [
      'an ARN of another region',
      { modelId: `arn:aws:bedrock:eu-west-1::foundation-model/${nova}` },
      'ValidationException',
      400,
      'The provided model identifier is invalid.',
    ],
    [
      'a profile of another continent',
      { modelId: 'eu.amazon.nova-lite-v1:0' },
      'ValidationException',
      400,
      'The provided model identifier is invalid.',
    ],
    [
      'a profile-only model',
      { modelId: profileOnly },
      'ValidationException',
      400,
      onDemandText(profileOnly),
    ],
    [
      'a provisioned-only model',
      { modelId: provisionedOnly },
      'ValidationException',
      400,
      onDemandText(provisionedOnly),
    ],
    [
      'a model at the end of its life',
      { modelId: 'anthropic.claude-v2:1' },
      'ResourceNotFoundException',
      404,
      /end of its life/,
    ],
    [
      'a legacy model',
      { modelId: 'anthropic.claude-3-sonnet-20240229-v1:0' },
      'ResourceNotFoundException',
      404,
      /marked by provider as Legacy/,
    ],
    [
      'an embedding model',
      { modelId: 'amazon.titan-embed-text-v2:0' },
      'ValidationException',
      400,
      /doesn't support the model/,
    ],
    [
      'a system prompt for Titan',
      { modelId: 'amazon.titan-text-express-v1', system: [{ text: 'x' }] },
      'ValidationException',
      400,
      "This model doesn't support system messages. Try again without a system message or use a model that supports system messages.",
    ],
    [
      'tools for Titan',
      {
        modelId: 'amazon.titan-text-express-v1',
        toolConfig: {
          tools: [{ toolSpec: { name: 'x', inputSchema: { json: { type: 'object' } } } }],
        },
      },
      'ValidationException',
      400,
      "This model doesn't support tool use.",
    ],
    ['no messages', { messages: [] }, 'ValidationException', 400, /must start with a user message/],
    [
      'an assistant first',
      { messages: [{ role: 'assistant', content: [{ text: 'hi' }] }] },
      'ValidationException',
      400,
      /must start with a user message/,
    ],
    [
      'two user messages in a row',
      { messages: [user, user] },
      'ValidationException',
      400,
      /must alternate between user and assistant roles/,
    ],
    [
      'empty content',
      { messages: [{ role: 'user', content: [] }] },
      'ValidationException',
      400,
      /Message object at messages.0 is empty/,
    ],
    [
      'blank text',
      { messages: [{ role: 'user', content: [{ text: '  ' }] }] },
      'ValidationException',
      400,
      /messages.0.content.0 is blank/,
    ],
    [
      'too many tokens asked for',
      { inferenceConfig: { maxTokens: 10_001 } },
      'ValidationException',
      400,
      /exceeds the model limit of 10000/,
    ],
    [
      'a temperature above 1',
      { inferenceConfig: { temperature: 2 } },
      'ValidationException',
      400,
      /^1 validation error detected: Value '2.0' at 'inferenceConfig.temperature' failed to satisfy constraint: Member must have value less than or equal to 1$/,
    ],
    [
      'too much text',
      {
        modelId: 'meta.llama3-8b-instruct-v1:0',
        messages: [{ role: 'user', content: [{ text: 'x'.repeat(40_000) }] }],
      },
      'ValidationException',
      400,
      'Input is too long for requested model.',
    ],
    [
      'a tool that was not offered',
      {
        toolConfig: {
          tools: [{ toolSpec: { name: 'x', inputSchema: { json: { type: 'object' } } } }],
          toolChoice: { tool: { name: 'y' } },
        },
      },
      'ValidationException',
      400,
      /The tool y/,
    ],
  ])('%s', async (_, more, name, status, message) => {
    const failure = await failureOf(client().send(ask('hi', more)))
    expect(failure).toMatchObject({ name, status })
    if (typeof message === 'string') expect(failure.message).toBe(message)
    else expect(failure.message).toMatch(message)
  })

  it.each([
    ['a system profile', 'us.anthropic.claude-sonnet-4-20250514-v1:0'],
    ['a global profile', 'global.anthropic.claude-sonnet-4-20250514-v1:0'],
    [
      'a profile ARN',
      'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0',
    ],
    [
      'an application profile ARN',
      'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/emulator0app',
    ],
    [
      'a provisioned model ARN',
      'arn:aws:bedrock:us-east-1:111122223333:provisioned-model/emulator0ptu',
    ],
  ])('but takes %s', async (_, modelId) => {
    expect((await client().send(ask('hello', { modelId }))).stopReason).toBe('end_turn')
  })
})
