import { z } from 'zod'
import { fitting } from '../fitting.ts'
import { findGuardrail } from '../guardrails/find-guardrail.ts'
import { guardrailConfiguration } from '../guardrails/guardrail-configuration.ts'
import { guardrailPermission } from '../iam/guardrail-permission.ts'
import { generateAnswer } from '../knowledge-bases/generate-answer.ts'
import { knowledgeBaseArn } from '../knowledge-bases/knowledge-base-arn.ts'
import type { KnowledgeSession } from '../knowledge-bases/knowledge-sessions.ts'
import type { Hit } from '../knowledge-bases/rank-passages.ts'
import { retrievalConfiguration } from '../knowledge-bases/retrieval-configuration.ts'
import { retrieveFrom } from '../knowledge-bases/retrieve-from.ts'
import type { Turn } from '../model/question.ts'
import { validationError } from '../wire/aws-error.ts'
import { jsonReply } from '../wire/reply.ts'
import type { Call, Operation } from './operation.ts'
import { parseBody } from './parse-body.ts'

const request = z.looseObject({
  input: z.looseObject({ text: z.string().max(1000) }),
  sessionId: fitting(/^[0-9a-zA-Z._:-]+$/)
    .min(2)
    .max(100)
    .optional(),
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
        const owner = knowledgeBaseArn(wanted.knowledgeBaseId, call)
        const session = world.knowledgeSessions.open(sessionId, owner, world.now())
        const guardrail = guardrailIn(asked)
        const guard = guardrail && findGuardrail(call, guardrail.guardrailId, guardrail.guardrailVersion) // prettier-ignore
        const { text, citations, isIntervened } = await generateAnswer(call, world, {
          modelId: wanted.modelArn,
          earlier: session.turns,
          question: input.text,
          hits: hitsFor(input.text, session, wanted, call),
          guard,
        })
        const turns = [...session.turns, said('user', input.text), said('assistant', text)]
        world.knowledgeSessions.keep({ ...session, turns }, owner, world.now())
        return jsonReply({
          output: { text },
          citations,
          sessionId: session.id,
          ...(guard && { guardrailAction: isIntervened ? 'INTERVENED' : 'NONE' }),
        })
      },
    }
  },
}

type Wanted = NonNullable<
  z.infer<typeof request>['retrieveAndGenerateConfiguration']['knowledgeBaseConfiguration']
>

/** A question that finds nothing by itself is taken for one about what was asked before. */
function hitsFor(text: string, { turns }: KnowledgeSession, wanted: Wanted, call: Call): Hit[] {
  const { knowledgeBaseId, retrievalConfiguration } = wanted
  const { numberOfResults, filter } = retrievalConfiguration.vectorSearchConfiguration ?? {}
  const search = (question: string): Hit[] =>
    retrieveFrom(knowledgeBaseId, call, { question, wanted: numberOfResults, filter })
  const hits = search(text)
  const before = turns.filter(({ role }) => role === 'user').map((turn) => turn.text)
  return hits.length > 0 || before.length === 0 ? hits : search([...before, text].join(' '))
}

const said = (role: Turn['role'], text: string): Turn => ({ role, text, isToolResult: false })
