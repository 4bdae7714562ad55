import type { Guarding, Shield, Side } from './ask-guarded.ts'
import { actionReason, assessment } from './assessment.ts'

/** The guardrail's part of the `trace` of Converse, where one was applied and its trace is wanted. */
export function guardrailTrace(
  guarding: Guarding | undefined,
  shield: Shield | undefined,
): object | undefined {
  if (!guarding || shield?.withTrace !== true) return undefined
  const { guard, input, output } = guarding
  return {
    inputAssessment: { [guard.id]: told(guarding, input) },
    ...(output && { outputAssessments: { [guard.id]: [told(guarding, output)] } }),
    ...spokenBefore(guarding),
    actionReason: actionReason(outcomesOf(guarding)),
  }
}

/** What InvokeModel adds to the model's own body where a guardrail was applied. */
export function invokeMembers(guarding: Guarding | undefined, shield: Shield | undefined): object {
  if (!guarding) return {}
  const { guard, input, output } = guarding
  const isTouched = outcomesOf(guarding).some((outcome) => outcome !== 'none')
  const guardrail = {
    input: { [guard.id]: told(guarding, input) },
    ...(output && { outputs: [{ [guard.id]: told(guarding, output) }] }),
    ...spokenBefore(guarding),
    actionReason: actionReason(outcomesOf(guarding)),
  }
  return {
    'amazon-bedrock-guardrailAction': isTouched ? 'INTERVENED' : 'NONE',
    ...(shield?.withTrace === true && { 'amazon-bedrock-trace': { guardrail } }),
  }
}

function told({ guard }: Guarding, { verdict, texts }: Side): object {
  return assessment(guard, verdict, texts)
}

function spokenBefore({ modelOutput }: Guarding): object {
  return modelOutput === undefined ? {} : { modelOutput: [modelOutput] }
}

function outcomesOf({ input, output }: Guarding): Side['verdict']['outcome'][] {
  return [input, ...(output ? [output] : [])].map(({ verdict }) => verdict.outcome)
}
