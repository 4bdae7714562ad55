import { pieces } from '../model/answer-events.ts'
import type { AnswerEvent } from '../model/answer.ts'
import { claudeStopReason } from './claude-stop-reason.ts'
import type { Chunk } from './family.ts'

/** The server-sent events of Anthropic's Messages format, one to a chunk. */
export async function* claudeChunks(
  events: AsyncIterable<AnswerEvent>,
  modelId: string,
): AsyncGenerator<Chunk> {
  const message = {
    id: 'msg_bdrk_stream',
    type: 'message',
    role: 'assistant',
    model: modelId,
    content: [],
  }
  yield open({ type: 'message_start', message })
  let index = 0
  let isTextOpen = false
  for await (const event of events) {
    if (event.kind !== 'text' && isTextOpen) {
      yield open({ type: 'content_block_stop', index })
      index += 1
      isTextOpen = false
    }
    switch (event.kind) {
      case 'text':
        if (!isTextOpen) {
          yield open({
            type: 'content_block_start',
            index,
            content_block: { type: 'text', text: '' },
          })
        }
        isTextOpen = true
        yield open({
          type: 'content_block_delta',
          index,
          delta: { type: 'text_delta', text: event.text },
        })
        break
      case 'tool':
        yield* toolChunks(event, index)
        index += 1
        break
      case 'stop':
        yield* stopChunks(event)
    }
  }
}

function* toolChunks(
  { id, name, json }: Extract<AnswerEvent, { kind: 'tool' }>,
  index: number,
): Generator<Chunk> {
  const block = { type: 'tool_use', id: id.replace('tooluse_', 'toolu_bdrk_'), name, input: {} }
  yield open({ type: 'content_block_start', index, content_block: block })
  for (const partial of pieces(json)) {
    const delta = { type: 'input_json_delta', partial_json: partial }
    yield open({ type: 'content_block_delta', index, delta })
  }
  yield open({ type: 'content_block_stop', index })
}

function* stopChunks(stop: Extract<AnswerEvent, { kind: 'stop' }>): Generator<Chunk> {
  const delta = {
    stop_reason: claudeStopReason(stop.stopReason),
    stop_sequence: stop.stopSequence ?? null,
  }
  const usage = { input_tokens: stop.usage.inputTokens, output_tokens: stop.usage.outputTokens }
  yield { body: { type: 'message_delta', delta, usage }, closing: true }
  yield { body: { type: 'message_stop' }, closing: true }
}

function open(body: object): Chunk {
  return { body, closing: false }
}
