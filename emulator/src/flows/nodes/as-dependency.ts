import { BucketFailure } from '../../buckets/bucket-failure.ts'
import { AwsError } from '../../wire/aws-error.ts'
import { FunctionFailure } from '../../functions/function-failure.ts'

/** What a caller of the flow may learn by name; everything else is a failed dependency. */
const passedOn = new Set([
  'AccessDeniedException',
  'DependencyFailedException',
  'ResourceNotFoundException',
  'ServiceQuotaExceededException',
  'ThrottlingException',
  'ValidationException',
])

/** A failure of something that a node called, in the words in which the flow reports it. */
export function asDependency(error: unknown, node: string, resourceName: string): unknown {
  const members = { resourceName }
  if (error instanceof FunctionFailure) {
    return error.kind === 'unreachable'
      ? new AwsError('BadGatewayException', 502, inNode(error.message, node), { members })
      : new AwsError('DependencyFailedException', 424, inNode(error.message, node), { members })
  }
  if (error instanceof BucketFailure) {
    return new AwsError('DependencyFailedException', 424, inNode(error.message, node), { members })
  }
  if (!(error instanceof AwsError)) return error
  const message = inNode(error.message, node)
  if (passedOn.has(error.code)) {
    const own = error.code === 'DependencyFailedException' ? { members: error.members } : {}
    return new AwsError(error.code, error.status, message, own)
  }
  if (error.status === 503) {
    const reason = 'BEDROCK_MODEL_INVOCATION_SERVICE_UNAVAILABLE'
    return new AwsError('InternalServerException', 500, message, { members: { reason } })
  }
  return new AwsError('DependencyFailedException', 424, `${error.code}: ${message}`, { members })
}

function inNode(message: string, node: string): string {
  return `Node ${node}: ${message}`
}
