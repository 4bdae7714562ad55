import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { fitting } from '../fitting.ts'
import { findGuardrail } from '../guardrails/find-guardrail.ts'
import { guardrailConfiguration } from '../guardrails/guardrail-configuration.ts'
import { guardrailPermission } from '../iam/guardrail-permission.ts'
import { generateAnswer } from '../knowledge-bases/generate-answer.ts'
import { retrievalConfiguration } from '../knowledge-bases/retrieval-configuration.ts'
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
        knowledgeBaseId: fitting(/^[0-9a-zA-Z]+$/).max(10),
        modelArn: z.string().min(1),
        retrievalConfiguration: retrievalConfiguration.prefault({}),
        generationConfiguration: z
          .looseObject({ guardrailConfiguration: guardrailConfiguration.optional() })
          .optional(),
      })
      .optional(),
  }),
})

function guardrailIn({ retrieveAndGenerateConfiguration: wanted }: z.infer<typeof request>) {
  return wanted.knowledgeBaseConfiguration?.generationConfiguration?.guardrailConfiguration
}

export const retrieveAndGenerate: Operation = {
  name: 'RetrieveAndGenerate',
  endpoint: 'bedrock-agent-runtime',
  action: 'bedrock:RetrieveAndGenerate',
  route: { method: 'POST', path: /^\/retrieveAndGenerate$/ },
  permissions: (call) => {
    const guardrail = guardrailIn(parseBody(call.body, request))
    return [
      { action: 'bedrock:RetrieveAndGenerate', resource: '*' },
      ...(guardrail ? [guardrailPermission(guardrail.guardrailId, call)] : []),
    ]
  },
  prepare: (call) => {
    const asked = parseBody(call.body, request)
    const { input, sessionId, retrieveAndGenerateConfiguration } = asked
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
        const search = wanted.retrievalConfiguration.vectorSearchConfiguration
        const hits = retrieveFrom(wanted.knowledgeBaseId, call, {
          question: input.text,
          wanted: search?.numberOfResults,
          filter: search?.filter,
        })
        const guardrail = guardrailIn(asked)
        const guard = guardrail && findGuardrail(call, guardrail.guardrailId, guardrail.guardrailVersion) // prettier-ignore
        const { text, citations, isIntervened } = await generateAnswer(call, world, {
          modelId: wanted.modelArn,
          question: input.text,
          hits,
          guard,
        })
        return jsonReply({
          output: { text },
          citations,
          sessionId: sessionId ?? randomUUID(),
          ...(guard && { guardrailAction: isIntervened ? 'INTERVENED' : 'NONE' }),
        })
      },
    }
  },
}
