import {
  ConverseCommand,
  type ContentBlock,
  type ConverseCommandInput,
  type Message,
} from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, it } from 'vitest'
import { runtimeClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()

type Input = Omit<ConverseCommandInput, 'modelId'> & { modelId?: string }

const send = (input: Input) =>
  runtimeClient(emulator()).send(
    new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', ...input }),
  )

const text = (said: string): ContentBlock => ({ text: said })
const user = (...content: ContentBlock[]): Message => ({ role: 'user', content })
const assistant = (...content: ContentBlock[]): Message => ({ role: 'assistant', content })
const use = (toolUseId: string): ContentBlock => ({
  toolUse: { toolUseId, name: 'rate', input: {} },
})
const result = (toolUseId: string, json: unknown = { ok: true }): ContentBlock => ({
  // eslint-disable-next-line no-restricted-syntax -- the SDK's own type of free JSON, which takes more than AWS does
  toolResult: { toolUseId, content: [{ json: json as { ok: boolean } }] },
})
const tool = (name: string, json: object = { type: 'object' }) => ({
  // eslint-disable-next-line no-restricted-syntax -- as above
  toolSpec: { name, inputSchema: { json: json as { type: 'object' } } },
})
const toolConfig = { tools: [tool('rate')] }
const doc = (name: string, size = 3): ContentBlock => ({
  document: { name, format: 'txt', source: { bytes: new Uint8Array(size) } },
})
const image = (size = 3): ContentBlock => ({
  image: { format: 'png', source: { bytes: new Uint8Array(size) } },
})
const several = (count: number, make: (index: number) => ContentBlock) =>
  Array.from({ length: count }, (_, index) => make(index))

const noField = (field: string, where = '') =>
  `This model doesn't support the ${field} field${where}. Remove ${field} and try again.`
const badName =
  "The document file name can only contain alphanumeric characters, whitespace characters, hyphens, parentheses, and square brackets. The name can't contain more than one consecutive whitespace character. Check that the file name conforms to these restrictions and retry your request."
const hi = [user(text('Hi'))]
const llama = 'us.meta.llama3-3-70b-instruct-v1:0'

describe('Converse refuses, in the words that AWS is reported to use,', () => {
  it.each<[string, Input, string]>([
    ['tool blocks without tools', { messages: [user(text('Hi')), assistant(use('a')), user(result('a'))] }, 'The toolConfig field must be defined when using toolUse and toolResult content blocks.'],
    ['a tool use without its result', { toolConfig, messages: [user(text('Hi')), assistant(use('a'), use('b')), user(result('b'))] }, 'Expected toolResult blocks at messages.2.content for the following Ids: a'],
    ['a result that nobody asked for', { toolConfig, messages: [user(text('Hi')), assistant(use('a')), user(result('a'), result('b'))] }, 'The number of toolResult blocks at messages.2.content exceeds the number of toolUse blocks of previous turn.'],
    ['a result at the beginning', { toolConfig, messages: [user(result('a'))] }, 'The number of toolResult blocks at messages.0.content exceeds the number of toolUse blocks of previous turn.'],
    ['a list as the result of a tool', { toolConfig, messages: [user(text('Hi')), assistant(use('a')), user(result('a', [1]))] }, 'The format of the value at messages.2.content.0.toolResult.content.0.json is invalid. Provide a json object for the field and try again.'],
    ['two tools of one name', { messages: hi, toolConfig: { tools: [tool('rate'), tool('other'), tool('rate')] } }, 'The tool rate is already defined at toolConfig.tools.2.'],
    ['a tool that takes no object', { messages: hi, toolConfig: { tools: [tool('rate', { type: 'string' })] } }, 'The value at toolConfig.tools.0.toolSpec.inputSchema.json.type must be one of the following: object.'],
    ['a forced tool of Llama', { modelId: llama, messages: hi, toolConfig: { ...toolConfig, toolChoice: { any: {} } } }, noField('toolConfig.toolChoice.any')],
    ['six documents', { messages: [user(text('Hi'), ...several(6, (index) => doc(`d${index}`)))] }, "You can't include more than 5 documents in a request. Remove documents and try again."],
    ['two documents of one name', { messages: [user(text('Hi'), doc('a'), doc('a'))] }, "Messages can't contain duplicate document names. Rename the document and retry your request."],
    ['the name of a file', { messages: [user(text('Hi'), doc('report.pdf'))] }, badName],
    ['a name with two spaces', { messages: [user(text('Hi'), doc('a  b'))] }, badName],
    ['a document without a text', { messages: [user(doc('a'))] }, 'A text block must be included when using documents. Add a text block and retry your request.'],
    ['twenty-one images', { messages: [user(text('Hi'), ...several(21, () => image()))] }, 'The model returned the following errors: messages: too many images and documents: 21 + 0 > 20'],
    ['an image for a model that only reads', { modelId: 'amazon.nova-micro-v1:0', messages: [user(text('Hi'), image())] }, noField('image', ' for user messages')],
    ['a beginning of the answer, for Llama', { modelId: llama, messages: [user(text('Hi')), assistant(text('Well'))] }, 'The model that you are using requires the last turn in the conversation to be a user message. Add a user message to the conversation and try again.'],
    ['a beginning of the answer, for new models of Claude', { modelId: 'us.anthropic.claude-opus-4-7', messages: [user(text('Hi')), assistant(text('Well'))] }, 'The model returned the following errors: This model does not support assistant message prefill. The conversation must end with a user message.'],
    ['a blank stop sequence of Claude', { modelId: 'anthropic.claude-3-haiku-20240307-v1:0', messages: hi, inferenceConfig: { stopSequences: ['\n'] } }, 'The model returned the following errors: stop_sequences: each stop sequence must contain non-whitespace'],
    ['low latency where there is none', { messages: hi, performanceConfig: { latency: 'optimized' } }, 'Latency performance configuration is not supported for amazon.nova-lite-v1:0 in us-east-1'],
    ['low latency without a profile', { modelId: 'amazon.nova-pro-v1:0', messages: hi, performanceConfig: { latency: 'optimized' } }, 'Latency performance configuration is not supported for amazon.nova-pro-v1:0 in us-east-1'],
  ])('%s', async (_, input, message) => {
    expect(await failureOf(send(input))).toMatchObject({ name: 'ValidationException', status: 400, message })
  }) // prettier-ignore

  it.each<[string, Input, RegExp]>([
    ['an image that is too large', { messages: [user(text('Hi'), image(4_000_000))] }, /messages\.0\.content\.1\.image\.source\.base64: image exceeds 5 MB maximum/],
    ['a document that is too large', { messages: [user(text('Hi'), doc('a', 4_800_000))] }, /larger than 4.5 MB/],
    ['an image of the assistant', { messages: [user(text('Hi')), assistant(image()), user(text('Hi'))] }, /not allowed in messages of the assistant/],
  ])('%s', async (_, input, message) => {
    expect((await failureOf(send(input))).message).toMatch(message)
  }) // prettier-ignore
})

describe('Converse takes', () => {
  it.each<[string, Input]>([
    ['the results of tools in any order, and words with them', { toolConfig, messages: [user(text('Hi')), assistant(text('I look.'), use('a'), use('b')), user(result('b'), result('a'), text('Well?'))] }],
    ['five documents and twenty images', { messages: [user(text('Hi'), ...several(5, (index) => doc(`Report [${index}] (v-2)`)), ...several(20, () => image(3_900_000 / 20)))] }],
    ['the beginning of an answer', { messages: [user(text('Hi')), assistant(text('Well'))] }],
    ['tools of Llama', { modelId: llama, messages: hi, toolConfig }],
    ['low latency through a profile', { modelId: 'us.amazon.nova-pro-v1:0', messages: hi, performanceConfig: { latency: 'optimized' } }],
  ])('%s', async (_, input) => {
    expect((await send(input)).usage?.totalTokens).toBeGreaterThan(0)
  }) // prettier-ignore
})
