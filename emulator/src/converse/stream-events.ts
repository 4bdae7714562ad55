import { pieces } from '../model/answer-events.ts'
import type { AnswerEvent } from '../model/answer.ts'
import { converseUsage } from './answer-message.ts'
import type { Thought } from './thought.ts'

/** One event of a ConverseStream answer, before it is framed. */
export type StreamEvent = { type: string; payload: object; closing: boolean }

type Stop = Extract<AnswerEvent, { kind: 'stop' }>

type More = {
  /** What the model thought before it answers. */
  thought?: Thought | undefined
  messageStop?: (stop: Stop) => object
  metadata?: () => object
}

/** The events of ConverseStream in the order of Bedrock. */
export async function* streamEvents(
  events: AsyncIterable<AnswerEvent>,
  more: More = {},
): AsyncGenerator<StreamEvent> {
  yield open('messageStart', { role: 'assistant' })
  if (more.thought) yield* thoughtEvents(more.thought)
  let contentBlockIndex = more.thought ? 1 : 0
  let isTextOpen = false
  for await (const event of events) {
    if (event.kind !== 'text' && isTextOpen) {
      yield { ...open('contentBlockStop', { contentBlockIndex }), closing: event.kind === 'stop' }
      contentBlockIndex += 1
      isTextOpen = false
    }
    switch (event.kind) {
      case 'text':
        // Bedrock opens no text block explicitly; the first piece does.
        yield open('contentBlockDelta', { contentBlockIndex, delta: { text: event.text } })
        isTextOpen = true
        break
      case 'tool':
        yield* toolEvents(event, contentBlockIndex)
        contentBlockIndex += 1
        break
      case 'stop':
        yield close('messageStop', { stopReason: event.stopReason, ...more.messageStop?.(event) })
        yield close('metadata', { ...more.metadata?.(), usage: converseUsage(event.usage) })
    }
  }
}

function* thoughtEvents({ text, signature }: Thought): Generator<StreamEvent> {
  const contentBlockIndex = 0
  for (const reasoningContent of [
    ...pieces(text).map((piece) => ({ text: piece })),
    { signature },
  ]) {
    yield open('contentBlockDelta', { contentBlockIndex, delta: { reasoningContent } })
  }
  yield open('contentBlockStop', { contentBlockIndex })
}

function* toolEvents(
  tool: Extract<AnswerEvent, { kind: 'tool' }>,
  contentBlockIndex: number,
): Generator<StreamEvent> {
  const start = { toolUse: { name: tool.name, toolUseId: tool.id } }
  yield open('contentBlockStart', { contentBlockIndex, start })
  for (const input of pieces(tool.json)) {
    yield open('contentBlockDelta', { contentBlockIndex, delta: { toolUse: { input } } })
  }
  yield open('contentBlockStop', { contentBlockIndex })
}

function open(type: string, payload: object): StreamEvent {
  return { type, payload, closing: false }
}

function close(type: string, payload: object): StreamEvent {
  return { type, payload, closing: true }
}
