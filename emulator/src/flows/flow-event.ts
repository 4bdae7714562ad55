import type { Json, JsonObject } from '../json.ts'

/** An event of the response stream: the union member and its content. */
export type FlowEvent = { type: string; payload: JsonObject }

/** A running flow: it tells events, and is given an answer where it asked for one. */
export type Events<Result> = AsyncGenerator<FlowEvent, Result, Json | undefined>

/** What the flow asks whoever invoked it. The next turn brings the answer. */
export const requestType = 'flowMultiTurnInputRequestEvent'

export function traceEvent(kind: string, content: JsonObject): FlowEvent {
  return { type: 'flowTraceEvent', payload: { trace: { [kind]: content } } }
}
