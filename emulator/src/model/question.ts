import type { JsonObject } from '../json.ts'

export type Turn = {
  role: 'user' | 'assistant'
  text: string
  /** The turn reports what a tool returned. */
  isToolResult: boolean
}

export type Tool = {
  name: string
  description: string
  schema: JsonObject
  /** What else than its name in a prompt makes the deterministic model call it. */
  cues?: readonly string[]
}

export type ToolChoice = { kind: 'auto' } | { kind: 'any' } | { kind: 'tool'; name: string }

/** What a model is asked, whichever operation and body format it came in. */
export type Question = {
  modelId: string
  system: string
  turns: readonly Turn[]
  /** The JSON Schema that the answer must satisfy. */
  schema: JsonObject | undefined
  tools: readonly Tool[]
  toolChoice: ToolChoice
  maxTokens: number
  stopSequences: readonly string[]
}

/** All text that the model sees, in order. */
export function inputText(question: Pick<Question, 'system' | 'turns'>): string {
  const texts = question.turns.map((turn) => turn.text)
  return question.system === '' ? texts.join('\n\n') : [question.system, ...texts].join('\n\n')
}
