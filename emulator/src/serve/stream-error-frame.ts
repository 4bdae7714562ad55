import type { AwsError } from '../wire/aws-error.ts'
import { errorFrame, exceptionFrame } from '../wire/event-frame.ts'
import type { Frame, StreamKind } from '../wire/reply.ts'

/** The errors that the service models declare inside response streams. */
const declared: Record<StreamKind, ReadonlySet<string>> = {
  model: new Set([
    'InternalServerException',
    'ModelStreamErrorException',
    'ModelTimeoutException',
    'ServiceUnavailableException',
    'ThrottlingException',
    'ValidationException',
  ]),
  agent: new Set([
    'AccessDeniedException',
    'BadGatewayException',
    'ConflictException',
    'DependencyFailedException',
    'InternalServerException',
    'ModelNotReadyException',
    'ResourceNotFoundException',
    'ServiceQuotaExceededException',
    'ThrottlingException',
    'ValidationException',
  ]),
}

/** An error as the last frame of a stream. */
export function streamErrorFrame({ code, message, members }: AwsError, of: StreamKind): Frame {
  if (!declared[of].has(code)) return errorFrame(code, message)
  const member = code.charAt(0).toLowerCase() + code.slice(1)
  return exceptionFrame(member, { message, ...members })
}
