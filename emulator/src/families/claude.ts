import { z } from 'zod'
import { claudeTopK } from '../converse/additional/check-claude-fields.ts'
import { isJsonObject } from '../json.ts'
import { shortHash } from '../model/hash.ts'
import { checkSchema } from '../model/check-schema.ts'
import type { Answer, Part } from '../model/answer.ts'
import type { ToolChoice, Turn } from '../model/question.ts'
import { claudeChunks } from './claude-chunks.ts'
import { claudeStopReason } from './claude-stop-reason.ts'
import type { TextFamily } from './family.ts'
import { checkMaxTokens, readFamilyBody } from './read-family-body.ts'

const block = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  input: z.unknown().optional(),
  content: z.unknown().optional(),
})
const content = z.union([z.string(), z.array(block).min(1)])

const request = z.looseObject({
  anthropic_version: z.literal('bedrock-2023-05-31'),
  max_tokens: z.int().min(1),
  messages: z.array(z.looseObject({ role: z.enum(['user', 'assistant']), content })).min(1),
  system: z.union([z.string(), z.array(block)]).default(''),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().min(0).max(1).optional(),
  top_k: claudeTopK.optional(),
  thinking: z.unknown().optional(),
  metadata: z.unknown().optional(),
  anthropic_beta: z.array(z.string()).optional(),
  stop_sequences: z.array(z.string()).default([]),
  tools: z
    .array(
      z.looseObject({
        name: z.string(),
        description: z.string().default(''),
        input_schema: z.record(z.string(), z.json()),
        strict: z.boolean().optional(),
      }),
    )
    .default([]),
  tool_choice: z
    .looseObject({ type: z.enum(['auto', 'any', 'tool']), name: z.string().optional() })
    .optional(),
  output_config: z
    .looseObject({
      format: z
        .looseObject({ type: z.literal('json_schema'), schema: z.record(z.string(), z.json()) })
        .optional(),
    })
    .optional(),
})

/** Anthropic's Messages format. */
export const claude: TextFamily = {
  question: (body, modelId, model) => {
    // A beta may bring members of its own.
    const isOpen = isJsonObject(body) && body.anthropic_beta !== undefined
    const read = readFamilyBody(body, request, { isOpen })
    const schema = read.output_config?.format?.schema
    if (schema) checkSchema(schema, 'output_config.format.schema')
    return {
      modelId,
      system: contentText(read.system),
      turns: read.messages.map(readTurn),
      schema,
      tools: read.tools.map(({ name, description, input_schema, strict }, index) => {
        if (strict === true) checkSchema(input_schema, `tools.${index}.custom.input_schema`)
        return { name, description, schema: input_schema }
      }),
      toolChoice: readToolChoice(read.tool_choice),
      maxTokens: checkMaxTokens('max_tokens', read.max_tokens, model.maxOutputTokens),
      stopSequences: read.stop_sequences,
    }
  },
  answer: (answer, modelId) => claudeMessage(answer, modelId),
  chunks: claudeChunks,
}

function readTurn({ role, content }: z.infer<typeof request>['messages'][number]): Turn {
  const isToolResult =
    typeof content !== 'string' && content.some(({ type }) => type === 'tool_result')
  return { role, text: contentText(content), isToolResult }
}

function contentText(content: string | z.infer<typeof block>[]): string {
  if (typeof content === 'string') return content
  return content
    .map(
      ({ type, text, input, content: inner }) =>
        text ?? JSON.stringify(input ?? inner ?? `[${type}]`),
    )
    .join('\n')
}

function readToolChoice(choice: z.infer<typeof request>['tool_choice']): ToolChoice {
  if (choice?.type === 'tool' && choice.name !== undefined)
    return { kind: 'tool', name: choice.name }
  return choice?.type === 'any' ? { kind: 'any' } : { kind: 'auto' }
}

function claudeMessage(
  { parts, stopReason, stopSequence, usage }: Answer,
  modelId: string,
): object {
  return {
    id: `msg_bdrk_${shortHash(JSON.stringify(parts))}`,
    type: 'message',
    role: 'assistant',
    model: modelId,
    content: parts.map(claudeBlock),
    stop_reason: claudeStopReason(stopReason),
    stop_sequence: stopSequence ?? null,
    usage: { input_tokens: usage.inputTokens, output_tokens: usage.outputTokens },
  }
}

function claudeBlock(part: Part): object {
  if (part.kind === 'text') return { type: 'text', text: part.text }
  return {
    type: 'tool_use',
    id: part.id.replace('tooluse_', 'toolu_bdrk_'),
    name: part.name,
    input: part.input,
  }
}
