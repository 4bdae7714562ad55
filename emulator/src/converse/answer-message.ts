import type { Answer, Part } from '../model/answer.ts'

/** An answer as a message of Converse. */
export function answerMessage(parts: readonly Part[]): object {
  return { content: parts.map(contentBlock), role: 'assistant' }
}

function contentBlock(part: Part): object {
  if (part.kind === 'text') return { text: part.text }
  return { toolUse: { input: part.input, name: part.name, toolUseId: part.id } }
}

/** `usage` as Bedrock writes it on the wire. */
export function converseUsage({ inputTokens, outputTokens }: Answer['usage']): object {
  return { inputTokens, outputTokens, serverToolUsage: {}, totalTokens: inputTokens + outputTokens }
}
