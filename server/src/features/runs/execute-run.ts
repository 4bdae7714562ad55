import { whatStandsStill, type Definition } from '@outcrop/contract'
import type { AnyAction, ActionContext } from '../../actions/define-action.ts'
import { laneOf, localLane } from '../../actions/lane-of.ts'
import { performedStep } from '../../actions/performed-step.ts'
import type { StepData } from '../../actions/step-data.ts'
import { schemaOf } from '../../bedrock/bedrock.ts'
import { isConnectionError } from '../../db/connection-error.ts'
import type { Outbound } from '../../http/outbound.ts'
import { Problem } from '../../kernel/problem.ts'
import type { AnswerCache } from '../cache/cache.ts'
import type { Safeguards } from '../calls/calls.ts'
import type { Pauses } from '../pauses/pauses.ts'
import type { Directory } from '../streams/streams.ts'
import type { CallEntry } from '../usage/usage.ts'
import { FailedCall } from './failed-call.ts'
import { LostRun } from './lost-run.ts'
import { noteRevision } from './note-revision.ts'
import { ParkedRun } from './parked-run.ts'
import { performStep, SpoiledAnswer, type Performed, type StepContext } from './perform-step.ts'
import type { ClaimedRun } from './queue-store.ts'
import {
  afterMove,
  afterPause,
  afterStepFailure,
  afterSuccess,
  progressOf,
  type Progress,
  type StepFailure,
} from './run-progress.ts'
import type { Settlement } from './settlement.ts'
import type { Stages } from './stages.ts'
import { stepDataOf } from './step-data-of.ts'
import { wasCancelled } from './was-cancelled.ts'

/** A run whose workers died this often is not tried again: it may be what kills them. */
const maxLosses = 10

export interface ExecuteContext extends Stages {
  readonly safeguards: Safeguards
  readonly cache: AnswerCache
  readonly actions: ReadonlyMap<string, AnyAction>
  readonly action: (run: ClaimedRun) => Omit<ActionContext, 'signal'>
  readonly streams: Pick<Directory, 'find' | 'byId'>
  /** How deliveries leave this machine. */
  readonly outbound: Outbound
  readonly definition: (versionId: string) => Promise<Definition>
  readonly outputs: (runId: string) => Promise<StepData['steps']>
  /**
   * Pauses the provider whose lane a run is in, if it still is the revision that was refused; false
   * when there is none.
   */
  readonly pause: (run: ClaimedRun, problem: Problem, revision: number) => Promise<boolean>
  /** What AWS denies at a provider that otherwise works. */
  readonly pauses: Pick<Pauses, 'find' | 'pause' | 'resume'>
  readonly onDefect: (error: unknown, run: ClaimedRun) => void
  readonly now: () => Date
  readonly random: () => number
}

/**
 * Takes a claimed run as far as it goes now: to its end, to a wait, or to another lane. Throws
 * `LostRun`, or the error of a database that is away; the run is then still held by the worker.
 */
export async function executeRun(
  run: ClaimedRun,
  abort: AbortSignal,
  context: ExecuteContext,
): Promise<void> {
  let progress = progressOf(run)
  for (;;) {
    const settlement = await oneStep(run, progress, abort, context).catch(unlessParked)
    if (settlement) await context.settle(settlement)
    if (settlement?.state !== 'running') return
    progress = settlement
  }
}

async function oneStep(
  run: ClaimedRun,
  progress: Progress,
  abort: AbortSignal,
  context: ExecuteContext,
): Promise<Settlement> {
  const calls: CallEntry[] = []
  const note = (entry: CallEntry) => void calls.push(entry)
  const { action, revision } = noteRevision(context.action(run))
  let definition: Definition | undefined
  try {
    definition = await context.definition(run.version_id)
    refuseHopeless(run, context.now())
    const lane = laneNow(run, definition, progress, context)
    if (lane !== run.lane) return afterMove(run, progress, lane, context.now())
    const performed = await perform(run, definition, progress, { ...context, action, abort, note })
    return afterSuccess(run, definition, progress, performed, calls, context.now(), context.actions)
  } catch (error) {
    // While the database is away nothing can be said of the run: it is given back as it is.
    if (error instanceof LostRun || error instanceof ParkedRun || isDatabaseAway(error)) throw error
    const failure = failureOf(error, run, context)
    const lane = definition ? laneNow(run, definition, progress, context) : run.lane
    if (await isHeldBack(run, failure, revision(), context))
      return afterPause({ ...run, lane }, progress, failure, calls, context.now())
    return afterStepFailure({ ...run, lane }, definition, progress, failure, calls, context.now(), context.random()) // prettier-ignore
  }
}

function unlessParked(error: unknown): null {
  if (error instanceof ParkedRun) return null
  throw error
}

/** Whether the run waits until its provider, or what it calls there, is allowed again. */
async function isHeldBack(
  run: ClaimedRun,
  { problem, attempt }: StepFailure,
  revision: number | null,
  { pause, pauses }: ExecuteContext,
): Promise<boolean> {
  if (revision === null) return false
  if (whatStandsStill(problem.code) === 'provider') return pause(run, problem, revision)
  const { organization_id: organizationId, lane: providerId, id: runId } = run
  const request = attempt?.request
  return request ? pauses.pause({ organizationId, providerId, revision, runId, request, problem }) : false // prettier-ignore
}

async function perform(
  run: ClaimedRun,
  definition: Definition,
  progress: Progress,
  context: Omit<ExecuteContext, 'action'> & Pick<StepContext, 'abort' | 'note' | 'action'>,
): Promise<Performed> {
  const written = definition.steps[progress.step]
  const action = written && context.actions.get(written.action)
  if (!action) throw new Problem('invalid-input', `There is no action "${written?.action ?? ''}".`)
  const step = performedStep(written, action)
  const outputs = progress.step === 0 ? {} : await context.outputs(run.id)
  const data = stepDataOf(run, step.id, context.streams.byId(run.stream_id ?? ''), outputs)
  return performStep(
    run,
    step,
    action.prepare(step.input, data, { schema: schemaOf(step.output) }),
    data,
    context,
  )
}

/**
 * The lane that a step belongs into: its service may have moved to another provider since the run was
 * queued. What was moved to the local lane ends there.
 */
function laneNow(
  run: ClaimedRun,
  definition: Definition,
  { step }: Progress,
  { actions }: ExecuteContext,
): string {
  if (run.lane === localLane) return localLane
  try {
    return laneOf(definition, step, run.organization_id, actions)
  } catch {
    // What is wrong with the step is said when it is performed.
    return run.lane
  }
}

function refuseHopeless(run: ClaimedRun, now: Date): void {
  if (run.cancel_requested) throw wasCancelled()
  if (run.losses >= maxLosses) {
    throw new Problem(
      'worker-lost',
      `${run.losses} workers in a row stopped while they had this run.`,
    )
  }
  if (now >= run.deadline_at) throw pastDeadline(run)
}

function pastDeadline({ problem }: ClaimedRun): Problem {
  if (!problem)
    return new Problem('deadline-exceeded', 'The run reached its deadline before its next step.')
  const detail = `The deadline came before the next try. The last failure was: ${problem.detail}`
  return new Problem('deadline-exceeded', detail, problem.aws ? { aws: problem.aws } : {})
}

/** What Bedrock or an endpoint says about a connection is not about the database. */
function isDatabaseAway(error: unknown): boolean {
  const isAnswer =
    error instanceof Problem || error instanceof FailedCall || error instanceof SpoiledAnswer
  return !isAnswer && isConnectionError(error)
}

function failureOf(error: unknown, run: ClaimedRun, context: ExecuteContext): StepFailure {
  if (error instanceof FailedCall) {
    return { problem: error.problem, attempt: error.attempt, spoiledAttemptId: null }
  }
  if (error instanceof SpoiledAnswer) {
    return { problem: error.problem, attempt: null, spoiledAttemptId: error.attemptId }
  }
  if (error instanceof Problem) return { problem: error, attempt: null, spoiledAttemptId: null }
  context.onDefect(error, run)
  return {
    problem: new Problem('internal-error', 'The run failed unexpectedly.', { cause: error }),
    attempt: null,
    spoiledAttemptId: null,
  }
}
