import type { JsonObject } from '../json.ts'

/** What is wrong with one member of a request. */
export type FieldComplaint = { name: string; message: string }

type AwsErrorParts = {
  members?: JsonObject
  retryAfterS?: number
  fields?: readonly FieldComplaint[]
}

/** An answer of AWS that refuses the request. Operations throw it; the wire writes it. */
export class AwsError extends Error {
  readonly code: string
  readonly status: number
  /** Further members of the error body, such as originalStatusCode. */
  readonly members: JsonObject
  /** Seconds; sent as Retry-After. */
  readonly retryAfterS: number | undefined
  /** Only the errors of some endpoints name the members. */
  readonly fields: readonly FieldComplaint[]

  constructor(
    code: string,
    status: number,
    message: string,
    { members = {}, retryAfterS, fields = [] }: AwsErrorParts = {},
  ) {
    super(message)
    this.retryAfterS = retryAfterS
    this.fields = fields
    this.name = code
    this.code = code
    this.status = status
    this.members = members
  }
}

export function validationError(message: string, fields: readonly FieldComplaint[] = []): AwsError {
  return new AwsError('ValidationException', 400, message, { fields })
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', 404, message)
}
