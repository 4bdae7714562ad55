import type { StopReason } from '../model/answer.ts'

/** Why an answer ended, in Anthropic's words. They have none for guardrails, which AWS puts around the model. */
export function claudeStopReason(reason: StopReason): string {
  if (reason === 'guardrail_intervened') return 'end_turn'
  return reason === 'content_filtered' ? 'refusal' : reason
}
