import {
  ConverseCommand,
  ConverseStreamCommand,
  type ConverseCommandInput,
} from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../json.ts'
import { runtimeClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()

const haiku = 'anthropic.claude-3-haiku-20240307-v1:0'
const sonnet = 'us.anthropic.claude-sonnet-4-20250514-v1:0'
const opus = 'us.anthropic.claude-opus-4-7'
const nova = 'amazon.nova-lite-v1:0'

function asked(
  modelId: string,
  fields: JsonObject | unknown[],
  more: Partial<ConverseCommandInput> = {},
): ConverseCommandInput {
  return {
    modelId,
    messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
    // eslint-disable-next-line no-restricted-syntax -- the SDK's own type of free JSON
    additionalModelRequestFields: fields as NonNullable<
      ConverseCommandInput['additionalModelRequestFields']
    >,
    ...more,
  }
}

const fromModel = (complaint: string) => `The model returned the following errors: ${complaint}`
const malformed = (complaint: string) =>
  fromModel(`Malformed input request: ${complaint}, please reformat your input and try again.`)
const thinking = (budget: number) => ({ thinking: { type: 'enabled', budget_tokens: budget } })
const rate = { toolSpec: { name: 'rate', inputSchema: { json: { type: 'object' } } } }

describe('additionalModelRequestFields', () => {
  it.each<[string, ConverseCommandInput, string]>([
    ['of Claude that it does not know', asked(sonnet, { reasoning: {} }), fromModel('reasoning: Extra inputs are not permitted')],
    ['of Claude beyond its bounds', asked(haiku, { top_k: 501 }), fromModel('top_k: Input should be less than or equal to 500')],
    ['of Claude of a wrong kind', asked(haiku, { top_k: 'few' }), fromModel('top_k: Input should be a valid integer')],
    ['that let an early Claude think', asked(haiku, thinking(2000)), fromModel('thinking: Extra inputs are not permitted')],
    ['that let Claude think too little', asked(sonnet, thinking(1000)), fromModel('thinking.enabled.budget_tokens: Input should be greater than or equal to 1024')],
    ['that let Claude think more than it may say', asked(sonnet, thinking(2000), { inferenceConfig: { maxTokens: 1500 } }), fromModel('`max_tokens` must be greater than `thinking.budget_tokens`.')],
    ['that let Claude think at a temperature', asked(sonnet, thinking(2000), { inferenceConfig: { temperature: 0 } }), fromModel('`temperature` may only be set to 1 when thinking is enabled.')],
    ['that let Claude think beside top_k', asked(sonnet, { ...thinking(2000), top_k: 5 }), fromModel('`top_k` must be unset when thinking is enabled.')],
    ['that let Claude think before a forced tool', asked(sonnet, thinking(2000), { toolConfig: { tools: [rate], toolChoice: { any: {} } } }), fromModel('Thinking may not be enabled when tool_choice forces tool use.')],
    ['with a budget, for a Claude that has none', asked(opus, thinking(2000)), fromModel('"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.')],
    ['of Claude for Nova', asked(nova, { top_k: 5 }), malformed('#: extraneous key [top_k] is not permitted')],
    ['of Nova beyond its bounds', asked(nova, { inferenceConfig: { topK: 129 } }), malformed('#/inferenceConfig/topK: 129 is not less or equal to 128')],
    ['of Nova of a wrong kind', asked(nova, { inferenceConfig: { topK: 'few' } }), malformed('#/inferenceConfig/topK: expected type: Integer, found: String')],
    ['of Titan, which has none', asked('amazon.titan-text-express-v1', { a: 1, b: 2 }), malformed('#: extraneous key [a] is not permitted#: extraneous key [b] is not permitted')],
    ['that are a list', asked(nova, [1]), 'The format of the value at additionalModelRequestFields is invalid. Provide a json object for the field and try again.'],
  ])('are refused: those %s', async (_, input, message) => {
    const client = runtimeClient(emulator())
    const refused = { name: 'ValidationException', message }
    expect(await failureOf(client.send(new ConverseCommand(input)))).toMatchObject(refused)
    expect(await failureOf(client.send(new ConverseStreamCommand(input)))).toMatchObject(refused)
  }) // prettier-ignore

  it.each<[string, ConverseCommandInput]>([
    ['top_k of Claude', asked(haiku, { top_k: 500 })],
    ['thinking of Claude', asked(sonnet, thinking(1024))],
    ['adaptive thinking', asked(opus, { thinking: { type: 'adaptive' }, output_config: { effort: 'low' } })],
    ['what a beta brings', asked(sonnet, { anthropic_beta: ['context-management-2025-06-27'], context_management: {} })],
    ['topK of Nova', asked(nova, { inferenceConfig: { topK: 128 } })],
    ['anything of open-weight models', asked('openai.gpt-oss-20b-1:0', { reasoning_effort: 'low' })],
    ['nothing', asked('amazon.titan-text-express-v1', {})],
  ])('are taken: %s', async (_, input) => {
    expect((await runtimeClient(emulator()).send(new ConverseCommand(input))).stopReason).toBe('end_turn')
  }) // prettier-ignore
})
