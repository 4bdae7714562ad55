import { AwsError } from '../wire/aws-error.ts'

/** How a caller of an agent hears of a failure of the model behind it. */
export function agentFailure(error: AwsError): AwsError {
  switch (error.code) {
    case 'ThrottlingException':
      return new AwsError(
        'ThrottlingException',
        429,
        'Your request rate is too high. Reduce the frequency of requests. Check your Bedrock model invocation quotas.',
      )
    case 'AccessDeniedException':
      return accessDenied()
    case 'ValidationException':
    case 'ResourceNotFoundException':
    case 'ServiceQuotaExceededException':
    case 'DependencyFailedException':
    case 'BadGatewayException':
      return error
    case 'ModelNotReadyException':
      return new AwsError('ModelNotReadyException', 424, error.message)
    case 'InternalServerException':
    case 'ServiceUnavailableException':
      return new AwsError('InternalServerException', 500, error.message)
    default:
      return new AwsError('DependencyFailedException', 424, error.message, {
        members: { resourceName: 'Bedrock' },
      })
  }
}

/** It is the agent's own role that lacks the permission, not the caller. */
export function accessDenied(): AwsError {
  return new AwsError(
    'AccessDeniedException',
    403,
    'Access denied when calling Bedrock. Check your request permissions and retry the request.',
  )
}
