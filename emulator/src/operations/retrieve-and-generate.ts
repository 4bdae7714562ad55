import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { generateAnswer } from '../knowledge-bases/generate-answer.ts'
import { retrieveFrom } from '../knowledge-bases/retrieve-from.ts'
import { validationError } from '../wire/aws-error.ts'
import { jsonReply } from '../wire/reply.ts'
import type { Operation } from './operation.ts'
import { parseBody } from './parse-body.ts'

const request = z.looseObject({
  input: z.looseObject({ text: z.string().max(1000) }),
  sessionId: z.string().min(2).max(100).optional(),
  retrieveAndGenerateConfiguration: z.looseObject({
    type: z.enum(['KNOWLEDGE_BASE', 'EXTERNAL_SOURCES']),
    knowledgeBaseConfiguration: z
      .looseObject({
        knowledgeBaseId: z.string().regex(/^[0-9a-zA-Z]{1,10}$/),
        modelArn: z.string().min(1),
        retrievalConfiguration: z
          .looseObject({
            vectorSearchConfiguration: z
              .looseObject({ numberOfResults: z.int().min(1).max(100).optional() })
              .optional(),
          })
          .optional(),
      })
      .optional(),
  }),
})

export const retrieveAndGenerate: Operation = {
  name: 'RetrieveAndGenerate',
  service: 'bedrock',
  action: 'bedrock:RetrieveAndGenerate',
  route: { method: 'POST', path: /^\/retrieveAndGenerate$/ },
  prepare: (call) => {
    const { input, sessionId, retrieveAndGenerateConfiguration } = parseBody(call.body, request)
    const { knowledgeBaseConfiguration: wanted } = retrieveAndGenerateConfiguration
    return {
      ...(wanted && { modelId: wanted.modelArn }),
      inputText: input.text,
      perform: async (world) => {
        if (!wanted) {
          throw validationError(
            'This emulator generates from knowledge bases only, not from files.',
          )
        }
        const hits = retrieveFrom(wanted.knowledgeBaseId, call, {
          question: input.text,
          wanted: wanted.retrievalConfiguration?.vectorSearchConfiguration?.numberOfResults,
        })
        const { text, citations } = await generateAnswer(call, world, {
          modelId: wanted.modelArn,
          question: input.text,
          hits,
        })
        return jsonReply({ output: { text }, citations, sessionId: sessionId ?? randomUUID() })
      },
    }
  },
}
