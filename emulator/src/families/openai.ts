import { z } from 'zod'
import { checkSchema } from '../model/check-schema.ts'
import { shortHash } from '../model/hash.ts'
import type { Answer, Part, StopReason } from '../model/answer.ts'
import type { ToolChoice, Turn } from '../model/question.ts'
import type { Chunk, TextFamily } from './family.ts'
import { checkMaxTokens, readFamilyBody } from './read-family-body.ts'
import { textOf } from './text-of.ts'

const content = z.union([
  z.string(),
  z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
  z.null(),
])
const schema = z.record(z.string(), z.json())

const request = z.looseObject({
  messages: z
    .array(
      z.looseObject({
        role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
        content,
      }),
    )
    .min(1),
  max_tokens: z.int().min(1).optional(),
  max_completion_tokens: z.int().min(1).optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  stop: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
  response_format: z
    .looseObject({ type: z.string(), json_schema: z.looseObject({ schema }).optional() })
    .optional(),
  tools: z
    .array(
      z.looseObject({
        function: z.looseObject({
          name: z.string(),
          description: z.string().default(''),
          parameters: schema,
        }),
      }),
    )
    .default([]),
  tool_choice: z
    .union([z.string(), z.looseObject({ function: z.looseObject({ name: z.string() }) })])
    .optional(),
})

type Request = z.infer<typeof request>

/** The chat completions format of open-weight models. */
export const openai: TextFamily = {
  question: (body, modelId, model) => {
    const read = readFamilyBody(body, request, { isOpen: true })
    const wanted = read.max_completion_tokens ?? read.max_tokens ?? model.maxOutputTokens
    const format = read.response_format?.json_schema?.schema
    if (format) checkSchema(format, 'response_format.json_schema.schema')
    return {
      modelId,
      system: read.messages.filter(isInstruction).map(messageText).join('\n'),
      turns: read.messages.filter((message) => !isInstruction(message)).map(readTurn),
      schema: format,
      tools: read.tools.map(({ function: { name, description, parameters } }) => ({
        name,
        description,
        schema: parameters,
      })),
      toolChoice: readToolChoice(read.tool_choice),
      maxTokens: checkMaxTokens('max_tokens', wanted, model.maxOutputTokens),
      stopSequences: read.stop,
    }
  },
  answer: (answer, modelId) => completion(answer, modelId),
  chunks,
}

type Message = Request['messages'][number]

function isInstruction({ role }: Message): boolean {
  return role === 'system' || role === 'developer'
}

function messageText({ content }: Message): string {
  if (content === null) return ''
  if (typeof content === 'string') return content
  return content.map(({ type, text }) => text ?? `[${type}]`).join('\n')
}

function readTurn(message: Message): Turn {
  const role = message.role === 'assistant' ? 'assistant' : 'user'
  return { role, text: messageText(message), isToolResult: message.role === 'tool' }
}

function readToolChoice(choice: Request['tool_choice']): ToolChoice {
  if (typeof choice === 'object') return { kind: 'tool', name: choice.function.name }
  return choice === 'required' ? { kind: 'any' } : { kind: 'auto' }
}

function completion({ parts, stopReason, usage }: Answer, modelId: string): object {
  const calls = parts.flatMap(toolCall)
  const message = {
    role: 'assistant',
    content: calls.length > 0 ? null : textOf(parts),
    ...(calls.length > 0 && { tool_calls: calls }),
  }
  return {
    id: `chatcmpl-${shortHash(JSON.stringify(parts))}`,
    object: 'chat.completion',
    created: 0,
    model: modelId,
    choices: [{ index: 0, message, finish_reason: finishReason(stopReason) }],
    usage: {
      prompt_tokens: usage.inputTokens,
      completion_tokens: usage.outputTokens,
      total_tokens: usage.inputTokens + usage.outputTokens,
    },
  }
}

function toolCall(part: Part): object[] {
  if (part.kind === 'text') return []
  const call = { name: part.name, arguments: JSON.stringify(part.input) }
  return [{ id: part.id, type: 'function', function: call }]
}

async function* chunks(
  events: Parameters<TextFamily['chunks']>[0],
  modelId: string,
): AsyncGenerator<Chunk> {
  const chunk = (delta: object, finish: string | null = null): Chunk => ({
    body: {
      id: 'chatcmpl-stream',
      object: 'chat.completion.chunk',
      model: modelId,
      choices: [{ index: 0, delta, finish_reason: finish }],
    },
    closing: finish !== null,
  })
  for await (const event of events) {
    if (event.kind === 'text') yield chunk({ role: 'assistant', content: event.text })
    if (event.kind === 'tool') {
      const call = { name: event.name, arguments: event.json }
      yield chunk({ tool_calls: [{ index: 0, id: event.id, type: 'function', function: call }] })
    }
    if (event.kind === 'stop') yield chunk({}, finishReason(event.stopReason))
  }
}

function finishReason(reason: StopReason): string {
  switch (reason) {
    case 'max_tokens':
      return 'length'
    case 'tool_use':
      return 'tool_calls'
    case 'content_filtered':
      return 'content_filter'
    case 'end_turn':
    case 'guardrail_intervened':
    case 'stop_sequence':
      return 'stop'
  }
}
