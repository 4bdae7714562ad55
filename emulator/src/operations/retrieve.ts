import { z } from 'zod'
import { fitting } from '../fitting.ts'
import { assess, mask } from '../guardrails/assess.ts'
import { findGuardrail } from '../guardrails/find-guardrail.ts'
import { guardrailConfiguration } from '../guardrails/guardrail-configuration.ts'
import { guardrailPermission } from '../iam/guardrail-permission.ts'
import { knowledgeBaseArn } from '../knowledge-bases/knowledge-base-arn.ts'
import { retrievalConfiguration } from '../knowledge-bases/retrieval-configuration.ts'
import { retrievalResult, retrieveFrom } from '../knowledge-bases/retrieve-from.ts'
import { jsonReply } from '../wire/reply.ts'
import { constraintError } from './constraint-error.ts'
import type { Call, Operation } from './operation.ts'
import { parseBody } from './parse-body.ts'

const request = z.looseObject({
  retrievalQuery: z.looseObject({ text: z.string().min(1).max(20_000) }),
  retrievalConfiguration: retrievalConfiguration.prefault({}),
  guardrailConfiguration: guardrailConfiguration.optional(),
})

export const retrieve: Operation = {
  name: 'Retrieve',
  endpoint: 'bedrock-agent-runtime',
  action: 'bedrock:Retrieve',
  route: { method: 'POST', path: /^\/knowledgebases\/([^/]+)\/retrieve$/ },
  permissions: (call) => {
    const { guardrailConfiguration: guardrail } = parseBody(call.body, request)
    return [
      { action: 'bedrock:Retrieve', resource: knowledgeBaseArn(call.params[0] ?? '', call) },
      ...(guardrail ? [guardrailPermission(guardrail.guardrailId, call)] : []),
    ]
  },
  prepare: (call) => {
    const asked = parseBody(call.body, request)
    const [named = ''] = call.params
    checkName(named)
    return {
      inputText: asked.retrievalQuery.text,
      perform: () => {
        const { question, guardrailAction } = guardedQuestion(asked, call)
        const { numberOfResults: wanted, filter } =
          asked.retrievalConfiguration.vectorSearchConfiguration ?? {}
        const hits = retrieveFrom(named, call, { question, wanted, filter })
        return jsonReply({
          retrievalResults: hits.map(retrievalResult),
          ...(guardrailAction !== undefined && { guardrailAction }),
        })
      },
    }
  },
}

const address = z.object({ knowledgeBaseId: fitting(/^[0-9a-zA-Z]+$/).max(10) })

/** An ARN is looked up as it is; an id must look like one. */
function checkName(knowledgeBaseId: string): void {
  if (knowledgeBaseId.startsWith('arn:')) return
  const { error } = address.safeParse({ knowledgeBaseId })
  if (error) throw constraintError(error.issues, { knowledgeBaseId })
}

/** The guardrail looks at the question alone, never at what is found. A blocked one finds nothing. */
function guardedQuestion(
  { retrievalQuery: { text }, guardrailConfiguration: wanted }: z.infer<typeof request>,
  place: Pick<Call, 'account' | 'region'>,
): { question: string; guardrailAction?: 'NONE' | 'INTERVENED' } {
  if (!wanted) return { question: text }
  const { policy } = findGuardrail(place, wanted.guardrailId, wanted.guardrailVersion)
  switch (assess(policy, [text]).outcome) {
    case 'none':
      return { question: text, guardrailAction: 'NONE' }
    case 'masked':
      return { question: mask(policy, text), guardrailAction: 'INTERVENED' }
    case 'blocked':
      return { question: '', guardrailAction: 'INTERVENED' }
  }
}
