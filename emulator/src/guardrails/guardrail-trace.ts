import type { Guarding, Shield, Side } from './ask-guarded.ts'
import { actionReason, assessment } from './assessment.ts'
import type { Scope } from './with-undetected.ts'

/** The guardrail's part of the `trace` of Converse, where one was applied and its trace is wanted. */
export function guardrailTrace(
  guarding: Guarding | undefined,
  shield: Shield | undefined,
): object | undefined {
  const scope = shield?.trace
  if (!guarding || scope === undefined) return undefined
  const { guard, input, output } = guarding
  return {
    inputAssessment: { [guard.id]: told(guarding, input, scope) },
    ...(output && { outputAssessments: { [guard.id]: [told(guarding, output, scope)] } }),
    ...spokenBefore(guarding),
    actionReason: actionReason(outcomesOf(guarding)),
  }
}

/** What InvokeModel adds to the model's own body where a guardrail was applied. */
export function invokeMembers(guarding: Guarding | undefined, shield: Shield | undefined): object {
  if (!guarding) return {}
  const isTouched = outcomesOf(guarding).some((outcome) => outcome !== 'none')
  const scope = shield?.trace
  return {
    'amazon-bedrock-guardrailAction': isTouched ? 'INTERVENED' : 'NONE',
    ...(scope && { 'amazon-bedrock-trace': { guardrail: invokeTrace(guarding, scope) } }),
  }
}

function invokeTrace(guarding: Guarding, scope: Scope): object {
  const { guard, input, output } = guarding
  return {
    input: { [guard.id]: told(guarding, input, scope) },
    ...(output && { outputs: [{ [guard.id]: told(guarding, output, scope) }] }),
    ...spokenBefore(guarding),
    actionReason: actionReason(outcomesOf(guarding)),
  }
}

function told({ guard }: Guarding, { verdict, texts }: Side, scope: Scope): object {
  return assessment(guard, verdict, texts, { scope })
}

function spokenBefore({ modelOutput }: Guarding): object {
  return modelOutput === undefined ? {} : { modelOutput: [modelOutput] }
}

function outcomesOf({ input, output }: Guarding): Side['verdict']['outcome'][] {
  return [input, ...(output ? [output] : [])].map(({ verdict }) => verdict.outcome)
}
