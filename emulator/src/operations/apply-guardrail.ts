import { z } from 'zod'
import { assess, mask } from '../guardrails/assess.ts'
import { actionReason, assessment, coverage, guardrailUsage } from '../guardrails/assessment.ts'
import { findGuardrail, type Guard } from '../guardrails/find-guardrail.ts'
import { guardrailPermission } from '../iam/guardrail-permission.ts'
import { jsonReply } from '../wire/reply.ts'
import type { Operation } from './operation.ts'
import { parseBody } from './parse-body.ts'

const qualifiers = z.array(z.enum(['grounding_source', 'query', 'guard_content']))
const block = z.looseObject({ text: z.string(), qualifiers: qualifiers.optional() })
const request = z.looseObject({
  source: z.enum(['INPUT', 'OUTPUT']),
  content: z.array(z.looseObject({ text: block.optional() })).min(1),
  outputScope: z.enum(['INTERVENTIONS', 'FULL']).default('INTERVENTIONS'),
})

type Applied = Pick<z.infer<typeof request>, 'source' | 'outputScope'> & {
  blocks: readonly z.infer<typeof block>[]
}

export const applyGuardrail: Operation = {
  name: 'ApplyGuardrail',
  endpoint: 'bedrock-runtime',
  action: 'bedrock:ApplyGuardrail',
  route: { method: 'POST', path: /^\/guardrail\/([^/]+)\/version\/([^/]*)\/apply$/ },
  permissions: (call) => [guardrailPermission(call.params[0] ?? '', call)],
  prepare: (call) => {
    const { source, content, outputScope } = parseBody(call.body, request)
    const blocks = content.flatMap(({ text }) => text ?? [])
    const [identifier = '', version = ''] = call.params
    return {
      inputText: textsOf(blocks).join('\n\n'),
      // An empty version is allowed, and means the draft.
      perform: () =>
        jsonReply(
          apply(findGuardrail(call, identifier, version || 'DRAFT'), {
            source,
            blocks,
            outputScope,
          }),
        ),
    }
  },
}

function apply(guard: Guard, { source, blocks, outputScope: scope }: Applied): object {
  const { policy } = guard
  const texts = textsOf(blocks.filter(isGuarded))
  const total = textsOf(blocks)
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
    assessments: [assessment(guard, verdict, texts, { scope, total })],
    guardrailCoverage: coverage(texts, total),
  }
}

/** A source or a question is there to hold answers against it; alone it is not looked at. */
const isGuarded = ({ qualifiers = [] }: z.infer<typeof block>): boolean =>
  qualifiers.length === 0 || qualifiers.includes('guard_content')

const textsOf = (blocks: readonly z.infer<typeof block>[]): string[] =>
  blocks.map(({ text }) => text)
