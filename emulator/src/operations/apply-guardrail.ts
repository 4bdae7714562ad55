import { z } from 'zod'
import { assess, mask } from '../guardrails/assess.ts'
import { actionReason, assessment, coverage, guardrailUsage } from '../guardrails/assessment.ts'
import { findGuardrail, type Guard } from '../guardrails/find-guardrail.ts'
import { guardrailPermission } from '../iam/guardrail-permission.ts'
import { jsonReply } from '../wire/reply.ts'
import type { Operation } from './operation.ts'
import { parseBody } from './parse-body.ts'

const request = z.looseObject({
  source: z.enum(['INPUT', 'OUTPUT']),
  content: z.array(z.looseObject({ text: z.looseObject({ text: z.string() }).optional() })).min(1),
  outputScope: z.enum(['INTERVENTIONS', 'FULL']).optional(),
})

export const applyGuardrail: Operation = {
  name: 'ApplyGuardrail',
  endpoint: 'bedrock-runtime',
  action: 'bedrock:ApplyGuardrail',
  route: { method: 'POST', path: /^\/guardrail\/([^/]+)\/version\/([^/]*)\/apply$/ },
  permissions: (call) => [guardrailPermission(call.params[0] ?? '', call)],
  prepare: (call) => {
    const { source, content } = parseBody(call.body, request)
    const texts = content.flatMap(({ text }) => (text ? [text.text] : []))
    const [identifier = '', version = ''] = call.params
    return {
      inputText: texts.join('\n\n'),
      // An empty version is allowed, and means the draft.
      perform: () =>
        jsonReply(apply(findGuardrail(call, identifier, version || 'DRAFT'), source, texts)),
    }
  },
}

function apply(guard: Guard, source: 'INPUT' | 'OUTPUT', texts: readonly string[]): object {
  const { policy } = guard
  const verdict = assess(policy, texts)
  const { outcome } = verdict
  const blocked = source === 'INPUT' ? policy.blockedInputMessaging : policy.blockedOutputsMessaging
  const outputs = {
    none: [],
    masked: texts.map((text) => ({ text: mask(policy, text) })),
    blocked: [{ text: blocked }],
  }
  return {
    usage: guardrailUsage(policy, texts),
    action: outcome === 'none' ? 'NONE' : 'GUARDRAIL_INTERVENED',
    actionReason: actionReason([outcome]),
    outputs: outputs[outcome],
    assessments: [assessment(guard, verdict, texts)],
    guardrailCoverage: coverage(texts),
  }
}
