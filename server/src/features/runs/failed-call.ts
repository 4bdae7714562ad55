import type { Problem } from '../../kernel/problem.ts'
import type { NewAttempt } from './attempt-store.ts'

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
