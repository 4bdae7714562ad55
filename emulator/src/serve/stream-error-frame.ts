import type { AwsError } from '../wire/aws-error.ts'
import { errorFrame, exceptionFrame } from '../wire/event-frame.ts'
import type { Frame } from '../wire/reply.ts'

/** The errors that the service model declares inside response streams. */
const modelled = new Set([
  'InternalServerException',
  'ModelStreamErrorException',
  'ModelTimeoutException',
  'ServiceUnavailableException',
  'ThrottlingException',
  'ValidationException',
])

/** An error as the last frame of a stream. */
export function streamErrorFrame({ code, message, members }: AwsError): Frame {
  if (!modelled.has(code)) return errorFrame(code, message)
  const member = code.charAt(0).toLowerCase() + code.slice(1)
  return exceptionFrame(member, { message, ...members })
}
