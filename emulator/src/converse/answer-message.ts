import type { Answer, Part } from '../model/answer.ts'
import type { Thought } from './thought.ts'

/** An answer as a message of Converse, after what the model thought. */
export function answerMessage(parts: readonly Part[], thought?: Thought): object {
  const thoughts = thought ? [{ reasoningContent: { reasoningText: thought } }] : []
  return { content: [...thoughts, ...parts.map(contentBlock)], role: 'assistant' }
}

function contentBlock(part: Part): object {
  if (part.kind === 'text') return { text: part.text }
  return { toolUse: { input: part.input, name: part.name, toolUseId: part.id } }
}

/** `usage` as Bedrock writes it on the wire. */
export function converseUsage({ inputTokens, outputTokens }: Answer['usage']): object {
  return { inputTokens, outputTokens, serverToolUsage: {}, totalTokens: inputTokens + outputTokens }
}
