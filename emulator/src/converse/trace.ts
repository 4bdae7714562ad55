import type { Asking, Guarding } from '../guardrails/ask-guarded.ts'
import { guardrailTrace } from '../guardrails/guardrail-trace.ts'

/** The `trace` of Converse: what a guardrail did, and which model a prompt router chose. */
export function converseTrace(
  { target, shield }: Asking,
  guarding: Guarding | undefined,
): { trace?: object } {
  const guardrail = guardrailTrace(guarding, shield)
  // A question that a guardrail blocks is never routed.
  const isAsked = guarding?.input.verdict.outcome !== 'blocked'
  const invokedModelId = isAsked ? target.routedTo : undefined
  if (!guardrail && invokedModelId === undefined) return {}
  return {
    trace: {
      ...(guardrail && { guardrail }),
      ...(invokedModelId !== undefined && { promptRouter: { invokedModelId } }),
    },
  }
}
