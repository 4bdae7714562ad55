import type { JsonObject } from '../json.ts'

/** What an agent tells in the course of a turn, in the words of InvokeAgent. */
export type AgentEvent =
  | { kind: 'trace'; trace: JsonObject }
  /** `isLast` marks the piece that completes the answer. */
  | { kind: 'chunk'; text: string; citations: JsonObject[]; isLast: boolean }
  | { kind: 'returnControl'; invocationId: string; invocationInputs: JsonObject[] }
  | { kind: 'files'; files: { name: string; type: string; text: string }[] }
