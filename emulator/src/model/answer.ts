import type { JsonObject } from '../json.ts'

export type Part =
  { kind: 'text'; text: string } | { kind: 'tool'; id: string; name: string; input: JsonObject }

export type StopReason =
  | 'end_turn'
  | 'tool_use'
  | 'max_tokens'
  | 'stop_sequence'
  | 'content_filtered'
  | 'guardrail_intervened'

export type Usage = { inputTokens: number; outputTokens: number }

export type Answer = {
  parts: readonly Part[]
  stopReason: StopReason
  /** Which stop sequence ended the text. */
  stopSequence: string | undefined
  usage: Usage
}

/** An answer as it comes, for streams: any number of parts, then one stop. */
export type AnswerEvent =
  | { kind: 'text'; text: string }
  | { kind: 'tool'; id: string; name: string; json: string }
  | { kind: 'stop'; stopReason: StopReason; stopSequence: string | undefined; usage: Usage }
