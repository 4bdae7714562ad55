import { problemTable, type ProblemCode, type RetryPolicy } from '@outcrop/contract'
import { backoffMs } from '../../kernel/backoff.ts'

/** What has waited this often waits the longest anyway; the count has to fit its column. */
const mostCounted = 1000

/** Failures that need longer than a usual retry before another try can succeed, in milliseconds. */
const minimumWaitMs: Partial<Record<ProblemCode, number>> = {
  'quota-exceeded': 60_000,
  // A model that nobody has called for some minutes is loaded first.
  'model-not-ready': 20_000,
  'agreement-pending': 900_000,
}

/** Failures that more tries than these have never ended, however many a step allows. */
const mostTries: Partial<Record<ProblemCode, number>> = {
  // The model's own fault: AWS advises one or two retries.
  'model-error': 3,
}

export interface Failure {
  readonly code: ProblemCode
  readonly retryAfterMs: number | undefined
}

export interface Standing {
  /** Failed attempts of this step before this one. */
  readonly failures: number
  /** Throttled waits of this step before this one. */
  readonly throttles: number
  readonly deadlineAt: Date
}

export type Next =
  | {
      readonly next: 'wait'
      readonly dueAt: Date
      readonly failures: number
      readonly throttles: number
    }
  | { readonly next: 'end'; readonly state: 'failed' | 'timed_out' | 'cancelled' }
  | { readonly next: 'too-late'; readonly state: 'timed_out' }

/**
 * What becomes of a run after a failure. Throttling costs no attempt: it waits until the deadline.
 * `too-late` means that another try would be allowed, but only after the deadline.
 */
export function afterFailure(
  policy: RetryPolicy,
  failure: Failure,
  standing: Standing,
  now: Date,
  random: number,
): Next {
  const { class: problemClass, retry } = problemTable[failure.code]
  if (failure.code === 'cancelled') return { next: 'end', state: 'cancelled' }
  if (failure.code === 'deadline-exceeded') return { next: 'end', state: 'timed_out' }
  if (failure.code === 'limit-reached' || failure.code === 'budget-exceeded')
    return waitForTurn(failure, standing, now, random)
  const throttled = problemClass === 'throttled'
  const failures = standing.failures + (throttled ? 0 : 1)
  const throttles = Math.min(mostCounted, standing.throttles + (throttled ? 1 : 0))
  const most = Math.min(policy.max_attempts, mostTries[failure.code] ?? Infinity)
  if (!retry || failures >= most) {
    return { next: 'end', state: problemClass === 'timeout' ? 'timed_out' : 'failed' }
  }
  const tries = throttled ? throttles : failures
  const atLeast = Math.max(failure.retryAfterMs ?? 0, minimumWaitMs[failure.code] ?? 0)
  const dueAt = new Date(now.getTime() + backoffMs(policy, tries, random, atLeast))
  if (dueAt >= standing.deadlineAt) return { next: 'too-late', state: 'timed_out' }
  return { next: 'wait', dueAt, failures, throttles }
}

/** Runs that wait for the next day or month do not all come back in its first second. */
const spreadMs = 60_000

/** A call that our own limits or budgets did not let through was no attempt: it waits for its turn. */
function waitForTurn(failure: Failure, standing: Standing, now: Date, random: number): Next {
  const forMoney = failure.code === 'budget-exceeded'
  if (failure.retryAfterMs === undefined) return { next: 'end', state: 'failed' }
  const spread = forMoney ? spreadMs * random : 0
  const dueAt = new Date(now.getTime() + Math.ceil(failure.retryAfterMs + spread))
  if (dueAt < standing.deadlineAt) {
    return { next: 'wait', dueAt, failures: standing.failures, throttles: standing.throttles }
  }
  // Money does not come with time, so it says more than the deadline what is missing.
  return forMoney ? { next: 'end', state: 'failed' } : { next: 'too-late', state: 'timed_out' }
}
