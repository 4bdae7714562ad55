import type { Verdict } from './assess.ts'
import type { Guard } from './find-guardrail.ts'
import { withUndetected, type Scope } from './with-undetected.ts'

/** What one application of a guardrail is told as: findings, and what it cost. */
export function assessment(
  { arn, id, version, policy }: Guard,
  verdict: Verdict,
  texts: readonly string[],
  { scope, total = texts }: { scope: Scope; total?: readonly string[] },
): object {
  return {
    ...(scope === 'FULL' ? withUndetected(policy, verdict.findings) : verdict.findings),
    invocationMetrics: {
      guardrailProcessingLatency: 1,
      usage: guardrailUsage(policy, texts),
      guardrailCoverage: coverage(texts, total),
    },
    appliedGuardrailDetails: {
      guardrailId: id,
      guardrailVersion: version,
      guardrailArn: arn,
      guardrailOrigin: ['REQUEST'],
      guardrailOwnership: 'SELF',
    },
  }
}

/** A text unit is up to 1,000 characters; each kind of policy that is in use counts them. */
export function guardrailUsage(
  { topics, words, piiEntities, regexes }: Guard['policy'],
  texts: readonly string[],
): object {
  const units = Math.max(1, Math.ceil(length(texts) / 1000))
  const when = (isUsed: boolean): number => (isUsed ? units : 0)
  return {
    topicPolicyUnits: when(topics.length > 0),
    contentPolicyUnits: 0,
    wordPolicyUnits: when(words.length > 0),
    sensitiveInformationPolicyUnits: when(piiEntities.length > 0),
    sensitiveInformationPolicyFreeUnits: when(regexes.length > 0),
    contextualGroundingPolicyUnits: 0,
  }
}

/** How much of all that was given was looked at. */
export function coverage(texts: readonly string[], total: readonly string[]): object {
  return { textCharacters: { guarded: length(texts), total: length(total) } }
}

export function actionReason(outcomes: readonly Verdict['outcome'][]): string {
  if (outcomes.includes('blocked')) return 'Guardrail blocked.'
  return outcomes.includes('masked') ? 'Guardrail masked.' : 'No action.'
}

function length(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0)
}
