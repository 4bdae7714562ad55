import type { ProblemCode } from '@outcrop/contract'

/** Why an answer was not collected, in the words of the contract's problems. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: ProblemCode
  readonly remedy: string
  /** Whether the same call may succeed later without anyone acting. */
  readonly retry: boolean

  constructor(code: ProblemCode, message: string, remedy: string, retry = false) {
    super(message)
    this.code = code
    this.remedy = remedy
    this.retry = retry
  }
}
