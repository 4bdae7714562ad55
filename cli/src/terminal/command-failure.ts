/** A failure as it is shown. `exitCode` 1: it did not work; 2: it was not asked for properly. */
export interface Failure {
  readonly exitCode: 1 | 2
  readonly title: string
  readonly detail: string
  readonly remedy?: string
  /** AWS's own words, when they are behind it. */
  readonly aws?: string
  readonly code?: string
}

/** Ends a command with a failure that is worded already. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.detail)
    this.failure = failure
  }
}

/** The command was not asked for properly. */
export function usageFailure(detail: string, remedy: string): CommandFailure {
  return new CommandFailure({ exitCode: 2, title: 'This cannot be done that way', detail, remedy })
}
