import { ask } from '../answers/ask.ts'
import { resolveModel } from '../catalogue/resolve-model.ts'
import { jsonReply } from '../wire/reply.ts'
import { answerMessage, converseUsage } from './answer-message.ts'
import { converseQuestion } from './converse-question.ts'
import { converseRequest } from './converse-request.ts'
import { converseText } from './converse-text.ts'
import { elapsedMs } from './elapsed-ms.ts'
import { modelIdOf } from './model-id-of.ts'
import type { Operation } from './operation.ts'
import { parseBody } from './parse-body.ts'

export const converse: Operation = {
  name: 'Converse',
  service: 'bedrock',
  action: 'bedrock:InvokeModel',
  route: { method: 'POST', path: /^\/model\/([^/]*)\/converse$/ },
  prepare: (call) => {
    const modelId = modelIdOf(call)
    const request = parseBody(call.body, converseRequest)
    return {
      modelId,
      inputText: converseText(request),
      perform: async (world) => {
        const target = resolveModel(modelId, { ...call, catalogue: world.catalogue })
        const question = converseQuestion(request, modelId, target.model)
        const asked = await ask(call, world, target, question)
        if (asked.kind === 'raw') return asked.reply
        return jsonReply({
          metrics: { latencyMs: elapsedMs(call) },
          output: { message: answerMessage(asked.told.parts) },
          stopReason: asked.told.stopReason,
          usage: converseUsage(asked.told.usage),
        })
      },
    }
  },
}
