import { problemTable, type Definition, type RunState } from '@outcrop/contract'
import type { AnyAction } from '../../actions/define-action.ts'
import { laneOf } from '../../actions/lane-of.ts'
import { Problem } from '../../kernel/problem.ts'
import { sumKnown } from '../../kernel/sum-known.ts'
import { sumMoney } from '../../kernel/sum-money.ts'
import type { CallEntry } from '../usage/usage.ts'
import { afterFailure } from './after-failure.ts'
import type { NewAttempt } from './attempt-store.ts'
import type { Performed } from './perform-step.ts'
import type { ClaimedRun } from './queue-store.ts'
import type { Settlement } from './settlement.ts'

/** Where a run stands while a worker has it. */
export interface Progress {
  readonly step: number
  readonly failures: number
  readonly throttles: number
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  readonly costUsd: string | null
}

export const progressOf = (run: ClaimedRun): Progress => ({
  step: run.step,
  failures: run.failures,
  throttles: run.throttles,
  inputTokens: run.input_tokens,
  outputTokens: run.output_tokens,
  costUsd: run.cost_usd,
})

type Base = Pick<
  Settlement,
  | 'runId'
  | 'fence'
  | 'organizationId'
  | 'automationId'
  | 'at'
  | 'inputTokens'
  | 'outputTokens'
  | 'costUsd'
>

type Calls = readonly CallEntry[]

function baseOf(run: ClaimedRun, progress: Progress, calls: Calls, at: Date): Base {
  const sum = (of: (call: CallEntry) => number | null) => calls.map(of).reduce(sumKnown, null)
  const [input, output] = [sum((call) => call.inputTokens), sum((call) => call.outputTokens)]
  const cost = sumMoney(calls.map(({ costUsd }) => costUsd))
  return {
    runId: run.id,
    fence: run.fence,
    organizationId: run.organization_id,
    automationId: run.automation_id,
    at,
    inputTokens: sumKnown(progress.inputTokens, input),
    outputTokens: sumKnown(progress.outputTokens, output),
    costUsd: sumMoney([progress.costUsd, cost]),
  }
}

/** A step ended well: the run ends, goes on, or moves to the lane of its next step. */
export function afterSuccess(
  run: ClaimedRun,
  definition: Definition,
  progress: Progress,
  performed: Performed,
  calls: Calls,
  at: Date,
  actions: ReadonlyMap<string, AnyAction>,
): Settlement {
  const next = progress.step + 1
  const last = next >= definition.steps.length
  const lane = last ? run.lane : laneOf(definition, next, run.organization_id, actions)
  const state: RunState = last ? 'succeeded' : lane === run.lane ? 'running' : 'queued' // eslint-disable-line no-nested-ternary -- three ways to go on, side by side
  return {
    state,
    dueAt: state === 'queued' ? at : null,
    lane,
    step: next,
    failures: 0,
    throttles: 0,
    isRetry: false,
    problem: null,
    stepEnd: {
      stepId: definition.steps[progress.step]?.id ?? '',
      attemptId: performed.attemptId,
      output: performed.value,
      repaired: performed.repaired,
      delivery: performed.record,
    },
    attempt: null,
    spoiled: performed.spoiled && {
      attemptId: performed.spoiled.attemptId,
      problem: performed.spoiled.problem.toDocument(),
    },
    event: performed.event,
    // Last: adding a dozen properties after it would take V8 fifty times as long.
    ...baseOf(run, progress, calls, at),
  }
}

/** What failed, and what of it is on record. */
export interface StepFailure {
  readonly problem: Problem
  readonly attempt: NewAttempt | null
  readonly spoiledAttemptId: string | null
}

/** The next step calls another provider than when the run was queued: the run goes on in its lane. */
export function afterMove(run: ClaimedRun, progress: Progress, lane: string, at: Date): Settlement {
  return {
    state: 'queued',
    dueAt: at,
    lane,
    step: progress.step,
    failures: progress.failures,
    throttles: progress.throttles,
    isRetry: false,
    problem: run.problem,
    stepEnd: null,
    attempt: null,
    spoiled: null,
    event: null,
    ...baseOf(run, progress, [], at),
  }
}

/** A step failed: the run waits for another try, or ends. */
export function afterStepFailure(
  run: ClaimedRun,
  definition: Definition | undefined,
  progress: Progress,
  failure: StepFailure,
  calls: Calls,
  at: Date,
  random: number,
): Settlement {
  const { problem } = failure
  const policy = definition?.steps[progress.step]?.retry ?? { max_attempts: 1, interval_s: 1, backoff_rate: 1, max_interval_s: 1 } // prettier-ignore
  const next = afterFailure(
    policy,
    problem,
    { ...progress, deadlineAt: run.deadline_at },
    at,
    random,
  )
  const shown = next.next === 'too-late' ? tooLate(problem) : problem
  const waits = next.next === 'wait'
  return {
    state: waits ? 'waiting' : next.state,
    dueAt: waits ? next.dueAt : null,
    lane: run.lane,
    step: progress.step,
    failures: waits
      ? next.failures
      : progress.failures + (problemTable[problem.code].class === 'throttled' ? 0 : 1),
    throttles: waits ? next.throttles : progress.throttles,
    isRetry: waits && next.failures + next.throttles > progress.failures + progress.throttles,
    problem: shown.toDocument(),
    stepEnd: null,
    attempt: failure.attempt,
    spoiled:
      failure.spoiledAttemptId === null
        ? null
        : { attemptId: failure.spoiledAttemptId, problem: problem.toDocument() },
    event: null,
    ...baseOf(run, progress, calls, at),
  }
}

/** Time in which every process learns that a provider is paused, in milliseconds. */
const hearingMs = 5000

/** The provider was paused because of this failure: the run waits with it, and no try is counted. */
export function afterPause(
  run: ClaimedRun,
  progress: Progress,
  { problem, attempt }: StepFailure,
  calls: Calls,
  at: Date,
): Settlement {
  return {
    state: 'waiting',
    dueAt: new Date(at.getTime() + hearingMs),
    lane: run.lane,
    step: progress.step,
    failures: progress.failures,
    throttles: progress.throttles,
    isRetry: false,
    problem: problem.toDocument(),
    stepEnd: null,
    attempt,
    spoiled: null,
    event: null,
    ...baseOf(run, progress, calls, at),
  }
}

function tooLate(problem: Problem): Problem {
  const options = problem.aws ? { aws: problem.aws, cause: problem } : { cause: problem }
  return new Problem('deadline-exceeded', `The next try would come after the deadline. The last failure was: ${problem.message}`, options) // prettier-ignore
}
