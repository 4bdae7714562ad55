import { z } from 'zod'
import { answerMessage, converseUsage } from '../converse/answer-message.ts'
import { novaTopK } from '../converse/additional/check-nova-fields.ts'
import { converseQuestion } from '../converse/question.ts'
import { converseRequest } from '../converse/request.ts'
import { streamEvents } from '../converse/stream-events.ts'
import type { TextFamily } from './family.ts'
import { readFamilyBody } from './read-family-body.ts'

/** The body is much like that of Converse, with a version of its own and an older name for the token limit. */
const request = converseRequest.pick({ messages: true, system: true, toolConfig: true }).extend({
  reasoningConfig: z.unknown().optional(),
  schemaVersion: z.literal('messages-v1').optional(),
  inferenceConfig: z
    .looseObject({
      maxTokens: z.int().min(1).optional(),
      max_new_tokens: z.int().min(1).optional(),
      temperature: z.number().min(0).max(1).optional(),
      topP: z.number().min(0).max(1).optional(),
      topK: novaTopK.optional(),
      stopSequences: z.array(z.string().min(1)).default([]),
    })
    .transform(({ max_new_tokens, maxTokens = max_new_tokens, ...rest }) => ({
      ...rest,
      maxTokens,
    }))
    .prefault({}),
})

const nothingElse = converseRequest.parse({})

export const nova: TextFamily = {
  question: (body, modelId, model) =>
    converseQuestion({ ...nothingElse, ...readFamilyBody(body, request) }, modelId, model),
  answer: ({ parts, stopReason, usage }) => ({
    output: { message: answerMessage(parts) },
    stopReason,
    usage: converseUsage(usage),
  }),
  chunks: async function* (events) {
    for await (const { type, payload, closing } of streamEvents(events)) {
      yield { body: { [type]: payload }, closing }
    }
  },
}
