/** One event-stream frame. `closing` marks the frames that end a complete answer. */
export type Frame = { bytes: Uint8Array; closing: boolean }

/** What speaks in a stream: a model, or a flow or an agent. They fail with different exceptions. */
export type StreamKind = 'model' | 'agent'

/** What an operation answers: a whole body, or frames as they come. */
export type Reply =
  | { kind: 'whole'; headers: Record<string, string>; body: string | Uint8Array }
  | {
      kind: 'stream'
      headers: Record<string, string>
      frames: AsyncIterable<Frame>
      /** A model, if absent. */
      of?: StreamKind
    }

export function jsonReply(body: unknown, headers: Record<string, string> = {}): Reply {
  return {
    kind: 'whole',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  }
}
