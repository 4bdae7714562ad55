import type { StepData } from '../../actions/step-data.ts'
import { Problem } from '../../kernel/problem.ts'
import type { ClaimedRun } from './queue-store.ts'

/** What the steps of a run are rendered from. Throws `event-gone` when its event is no longer kept. */
export function stepDataOf(
  run: ClaimedRun,
  stepId: string,
  stream: { readonly account: string; readonly profile: string } | undefined,
  steps: StepData['steps'],
): StepData {
  // A visitor says enough where the event is no longer kept.
  if ((!run.payload && !run.visitor) || !stream) {
    throw new Problem('event-gone', 'The event that started this run is no longer kept.')
  }
  return {
    organizationId: run.organization_id,
    run: { id: run.id, stepId, automationId: run.automation_id },
    source: { account: stream.account, profile: stream.profile, visitorId: run.visitor_id },
    event: {
      id: run.event_id,
      name: run.event_name,
      receivedAt: run.event_at?.toISOString() ?? '',
      payload: run.payload ?? {},
    },
    visitor: run.visitor,
    steps,
  }
}
