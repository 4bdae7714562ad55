import type { StepData } from '../../actions/step-data.ts'

/**
 * The event that an answer becomes. Account, profile and visitor come from the source, whatever the
 * model says, unless the author lets the answer name them: text in an event must not be able to make
 * the model write to another visitor.
 */
export function answerPayload(
  answer: Record<string, unknown>,
  source: StepData['source'],
  identityFromAnswer: boolean,
): Record<string, unknown> {
  const pinned = {
    tealium_account: source.account,
    tealium_profile: source.profile,
    ...(source.visitorId !== null && { tealium_visitor_id: source.visitorId }),
  }
  if (identityFromAnswer) return { ...pinned, ...answer }
  const payload: Record<string, unknown> = { ...answer, ...pinned }
  // The answer to an event without a visitor is not about any visitor either.
  if (source.visitorId === null) delete payload['tealium_visitor_id']
  return payload
}
