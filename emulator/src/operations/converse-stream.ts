import { askInPieces } from '../answers/ask.ts'
import { resolveModel } from '../catalogue/resolve-model.ts'
import type { AnswerEvent } from '../model/answer.ts'
import { eventFrame } from '../wire/event-frame.ts'
import type { Frame } from '../wire/reply.ts'
import { converseQuestion } from './converse-question.ts'
import { converseRequest } from './converse-request.ts'
import { converseText } from './converse-text.ts'
import { elapsedMs } from './elapsed-ms.ts'
import { modelIdOf } from './model-id-of.ts'
import type { Call, Operation } from './operation.ts'
import { parseBody } from './parse-body.ts'
import { streamEvents } from './stream-events.ts'

export const converseStream: Operation = {
  name: 'ConverseStream',
  service: 'bedrock',
  action: 'bedrock:InvokeModelWithResponseStream',
  route: { method: 'POST', path: /^\/model\/([^/]*)\/converse-stream$/ },
  prepare: (call) => {
    const modelId = modelIdOf(call)
    const request = parseBody(call.body, converseRequest)
    return {
      modelId,
      inputText: converseText(request),
      perform: async (world) => {
        const target = resolveModel(modelId, { ...call, catalogue: world.catalogue })
        const question = converseQuestion(request, modelId, target.model)
        const asked = await askInPieces(call, world, target, question)
        if (asked.kind === 'raw') return asked.reply
        return { kind: 'stream', headers: {}, frames: frames(asked.told, call) }
      },
    }
  },
}

async function* frames(events: AsyncIterable<AnswerEvent>, call: Call): AsyncGenerator<Frame> {
  const metadata = (): object => ({ metrics: { latencyMs: elapsedMs(call) } })
  for await (const { type, payload, closing } of streamEvents(events, metadata)) {
    yield eventFrame(type, payload, closing)
  }
}
