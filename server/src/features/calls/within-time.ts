import type { Step } from '@outcrop/contract'
import { Problem } from '../../kernel/problem.ts'

/**
 * Runs work within the step's timeout and the run's deadline, under a signal that aborts with the
 * problem that says why.
 */
export async function withinTime<T>(
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
