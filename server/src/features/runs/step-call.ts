import type { Step } from '@outcrop/contract'
import type { ActionContext, PreparedRequest } from '../../actions/define-action.ts'
import { localLane } from '../../actions/lane-of.ts'
import { withinTime, type Call, type MadeCall } from '../calls/calls.ts'
import type { NewAttempt } from './attempt-store.ts'
import type { ClaimedRun } from './queue-store.ts'

/** A step of a run, with the request that it makes. */
export interface StepCall {
  readonly run: ClaimedRun
  readonly step: Step
  readonly prepared: PreparedRequest
}

export interface StepCallContext {
  readonly action: Omit<ActionContext, 'signal'>
  readonly abort: AbortSignal
  readonly now: () => Date
}

/** The call that a step makes, within its time. A lane is named like its provider. */
export function callOf(
  { run, step, prepared }: StepCall,
  { action, abort, now }: StepCallContext,
): Call {
  const { request, foresee, perform } = prepared
  return {
    organizationId: run.organization_id,
    automationId: run.automation_id,
    providerId: run.lane === localLane ? '' : run.lane,
    runId: run.id,
    request,
    foresee: foresee && (() => foresee({ ...action, signal: abort })),
    perform: () => withinTime(step, run.deadline_at, now(), abort, (signal) => perform({ ...action, signal })), // prettier-ignore
  }
}

/** A call as an attempt of the step that made it. */
export const attemptOf = (
  { run, step }: Pick<StepCall, 'run' | 'step'>,
  { record, entry }: Pick<MadeCall, 'record' | 'entry'>,
  { kind, cached }: Pick<NewAttempt, 'kind' | 'cached'>,
): NewAttempt => ({
  ...record,
  entry,
  runId: run.id,
  fence: run.fence,
  stepId: step.id,
  kind,
  cached,
})
