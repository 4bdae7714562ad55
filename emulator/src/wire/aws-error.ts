import type { JsonObject } from '../json.ts'

/** An answer of AWS that refuses the request. Operations throw it; the wire writes it. */
export class AwsError extends Error {
  readonly code: string
  readonly status: number
  /** Further members of the error body, such as originalStatusCode. */
  readonly members: JsonObject
  /** Seconds; sent as Retry-After. */
  readonly retryAfterS: number | undefined

  constructor(
    code: string,
    status: number,
    message: string,
    { members = {}, retryAfterS }: { members?: JsonObject; retryAfterS?: number } = {},
  ) {
    super(message)
    this.retryAfterS = retryAfterS
    this.name = code
    this.code = code
    this.status = status
    this.members = members
  }
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', 400, message)
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', 404, message)
}
