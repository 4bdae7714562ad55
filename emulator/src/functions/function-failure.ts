/** Why a function gave no result: there is none, it cannot be reached, or it failed itself. */
export class FunctionFailure extends Error {
  readonly kind: 'missing' | 'unreachable' | 'failed'

  constructor(kind: FunctionFailure['kind'], message: string) {
    super(message)
    this.name = 'FunctionFailure'
    this.kind = kind
  }
}
