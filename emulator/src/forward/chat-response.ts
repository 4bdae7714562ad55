import { z } from 'zod'
import { isJsonObject, parseJson, type JsonObject } from '../json.ts'
import type { Answer, Part, StopReason, Usage } from '../model/answer.ts'
import { countTokens } from '../model/count-tokens.ts'
import { questionTokens } from '../model/question-tokens.ts'
import { inputText, type Question } from '../model/question.ts'
import { toolUseId } from '../model/tool-use-id.ts'

const usage = z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish()

const toolCall = z.object({
  index: z.number().default(0),
  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }),
})

const message = z.object({
  content: z.string().nullish(),
  tool_calls: z.array(toolCall).nullish(),
})

export const chatResponse = z.object({
  choices: z.array(z.object({ message, finish_reason: z.string().nullish() })).min(1),
  usage,
})

export const chatChunk = z.object({
  choices: z.array(z.object({ delta: message, finish_reason: z.string().nullish() })).default([]),
  usage,
})

type ToolCall = z.infer<typeof toolCall>

/** The answer of a model server in our own terms. */
export function readAnswer(response: z.infer<typeof chatResponse>, question: Question): Answer {
  const [choice] = response.choices
  const text = choice?.message.content ?? ''
  const calls = choice?.message.tool_calls ?? []
  const parts: Part[] = calls.map((call, index) => toolPart(call, index, question))
  if (text !== '' || parts.length === 0) parts.unshift({ kind: 'text', text })
  return {
    parts,
    stopReason: stopReason(choice?.finish_reason, calls.length > 0),
    stopSequence: undefined,
    usage: readUsage(response.usage, question, text),
  }
}

/** A call of a tool; input that is not a JSON object becomes an empty one. */
export function toolPart(
  call: ToolCall,
  index: number,
  question: Question,
): Extract<Part, { kind: 'tool' }> {
  const id = toolUseId(`${index} ${inputText(question)}`)
  return {
    kind: 'tool',
    id,
    name: call.function.name ?? '',
    input: readInput(call.function.arguments ?? ''),
  }
}

function readInput(text: string): JsonObject {
  try {
    const input = parseJson(text)
    return isJsonObject(input) ? input : {}
  } catch {
    return {}
  }
}

/** Why the model stopped, in the words of Bedrock. */
export function stopReason(finish: string | null | undefined, hasTools: boolean): StopReason {
  if (finish === 'length') return 'max_tokens'
  if (finish === 'content_filter') return 'content_filtered'
  return hasTools ? 'tool_use' : 'end_turn'
}

/** The counted tokens, or an estimate when the server counts none. */
export function readUsage(counted: z.infer<typeof usage>, question: Question, text: string): Usage {
  if (!counted) return { inputTokens: questionTokens(question), outputTokens: countTokens(text) }
  return { inputTokens: counted.prompt_tokens, outputTokens: counted.completion_tokens }
}
