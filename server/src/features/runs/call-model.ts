import type { Step } from '@outcrop/contract'
import type { ActionContext, PreparedRequest } from '../../actions/define-action.ts'
import { costOf, listPriceOf, type Answer } from '../../bedrock/bedrock.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import type { NewAttempt } from './attempt-store.ts'
import type { ClaimedRun } from './queue-store.ts'

/** A try that failed without an answer: the problem, and the attempt that tells of it. */
export class FailedCall extends Error {
  override readonly name = 'FailedCall'
  readonly problem: Problem
  readonly attempt: NewAttempt

  constructor(problem: Problem, attempt: NewAttempt) {
    super(problem.message, { cause: problem })
    this.problem = problem
    this.attempt = attempt
  }
}

export interface Call {
  readonly run: ClaimedRun
  readonly step: Step
  readonly kind: 'call' | 'reask'
  readonly prepared: PreparedRequest
}

/** Makes one call within the step's timeout and the run's deadline. Throws `FailedCall`. */
export async function callModel(
  { run, step, kind, prepared }: Call,
  context: Omit<ActionContext, 'signal'>,
  abort: AbortSignal,
  now: () => Date,
): Promise<{ answer: Answer; attempt: NewAttempt }> {
  const startedAt = now()
  const attempt = {
    id: newId('attempt'),
    runId: run.id,
    fence: run.fence,
    stepId: step.id,
    kind,
    startedAt,
    request: prepared.request,
  }
  try {
    const answer = await withTimeout(step, run.deadline_at, startedAt, abort, (signal) =>
      prepared.perform({ ...context, signal }),
    )
    return {
      answer,
      attempt: { ...attempt, ...answeredPart(answer, startedAt, now()) },
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new FailedCall(error, { ...attempt, ...unanswered(error, startedAt, now()) })
  }
}

function answeredPart(answer: Answer, startedAt: Date, at: Date) {
  return {
    answeredAt: at,
    latencyMs: at.getTime() - startedAt.getTime(),
    raw: answer.raw,
    inputTokens: answer.usage.input,
    outputTokens: answer.usage.output,
    costUsd: costOf(listPriceOf(answer.model), answer.usage),
    outputMode: answer.outputMode,
    problem: null,
  }
}

function unanswered(problem: Problem, startedAt: Date, at: Date) {
  return {
    answeredAt: at,
    latencyMs: at.getTime() - startedAt.getTime(),
    raw: null,
    inputTokens: null,
    outputTokens: null,
    costUsd: null,
    outputMode: null,
    problem: problem.toDocument(),
  }
}

/** Runs work under a signal that aborts with the problem that says why. */
async function withTimeout<T>(
  step: Step,
  deadlineAt: Date,
  startedAt: Date,
  abort: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController()
  const untilDeadline = deadlineAt.getTime() - startedAt.getTime()
  const timeoutMs = Math.min(step.timeout_s * 1000, untilDeadline)
  const timer = setTimeout(() => {
    limit.abort(
      untilDeadline < step.timeout_s * 1000
        ? new Problem(
            'deadline-exceeded',
            `The run passed its deadline during the call of step "${step.id}".`,
          )
        : new Problem('attempt-timeout', `No answer within ${step.timeout_s} s.`),
    )
  }, timeoutMs)
  const signal = AbortSignal.any([limit.signal, abort])
  try {
    return await work(signal)
  } catch (error) {
    // Whatever the transport makes of an abort, its reason is what happened.
    if (signal.aborted && signal.reason instanceof Error) throw signal.reason
    throw error
  } finally {
    clearTimeout(timer)
  }
}
