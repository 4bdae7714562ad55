import type { JsonObject } from '../json.ts'
import type { Endpoint } from '../wire/endpoint.ts'

export type KnownError = {
  code: string
  status: number
  message: string
  members: JsonObject
  /** Endpoints whose service model gives the error another status. */
  elsewhere: Partial<Record<Endpoint, number>>
}

const form =
  'Model use case details have not been submitted for this account. Fill out the Anthropic use case details form before using the model. If you have already filled out the form, try again in 15 minutes.'

function known(
  code: string,
  status: number,
  message: string,
  members: JsonObject = {},
  elsewhere: KnownError['elsewhere'] = {},
): KnownError {
  return { code, status, message, members, elsewhere }
}

/**
 * Every error that a Bedrock or STS caller may meet, by the name under which a fault asks for it.
 * Texts may speak of the {caller}, {action}, {resource}, {model} and {account}.
 */
export const errorCatalogue: ReadonlyMap<string, KnownError> = new Map(
  Object.entries({
    AccessDeniedException: known(
      'AccessDeniedException',
      403,
      'User: {caller} is not authorized to perform: {action} on resource: {resource} because no identity-based policy allows the {action} action',
    ),
    NotAuthorized: known(
      'NotAuthorized',
      400,
      'You do not have permission to perform this action.',
    ),
    AccessDenied: known(
      'AccessDenied',
      403,
      'User: {caller} is not authorized to perform: {action} on resource: {resource}',
    ),
    ModelAccessDenied: known(
      'AccessDeniedException',
      403,
      "You don't have access to the model with the specified model ID.",
    ),
    InvalidClientTokenId: known(
      'InvalidClientTokenId',
      403,
      'The security token included in the request is invalid.',
    ),
    UnrecognizedClientException: known(
      'UnrecognizedClientException',
      403,
      'The security token included in the request is invalid.',
    ),
    ExpiredTokenException: known(
      'ExpiredTokenException',
      403,
      'The security token included in the request is expired',
      {},
      { sts: 400 },
    ),
    ExpiredToken: known(
      'ExpiredToken',
      403,
      'The security token included in the request is expired',
    ),
    InvalidSignatureException: known(
      'InvalidSignatureException',
      403,
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    ),
    SignatureDoesNotMatch: known(
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    ),
    IncompleteSignature: known(
      'IncompleteSignature',
      400,
      'The request signature does not conform to AWS standards.',
    ),
    RequestExpired: known('RequestExpired', 400, 'Request has expired.'),
    MissingAuthenticationToken: known(
      'MissingAuthenticationToken',
      403,
      'Missing Authentication Token',
    ),
    OptInRequired: known(
      'OptInRequired',
      403,
      'The AWS Access Key Id needs a subscription for the service.',
    ),
    FTUFormNotFilled: known('ResourceNotFoundException', 404, form),
    MPAgreementBeingCreated: known(
      'AccessDeniedException',
      403,
      'Your AWS Marketplace subscription for this model cannot be completed at this time. If you recently fixed this issue, try again after 15 minutes.',
    ),
    ValidationException: known(
      'ValidationException',
      400,
      'The provided model identifier is invalid.',
    ),
    ValidationError: known(
      'ValidationError',
      400,
      'The input fails to satisfy the constraints specified by an AWS service.',
    ),
    OnDemandNotSupported: known(
      'ValidationException',
      400,
      'Invocation of model ID {model} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.',
    ),
    InputTooLong: known('ValidationException', 400, 'Input is too long for requested model.'),
    InvalidArn: known('ValidationException', 400, 'Invalid ARN format.'),
    ResourceNotFoundException: known(
      'ResourceNotFoundException',
      404,
      'Could not resolve the foundation model from the provided model identifier.',
    ),
    ResourceNotFound: known('ResourceNotFound', 404, 'The requested resource was not found.'),
    EndOfLife: known(
      'ResourceNotFoundException',
      404,
      'This model version has reached the end of its life. Please refer to the AWS documentation for more details.',
    ),
    ThrottlingException: known(
      'ThrottlingException',
      429,
      'Too many requests, please wait before trying again.',
    ),
    TooManyTokens: known(
      'ThrottlingException',
      429,
      'Too many tokens, please wait before trying again.',
    ),
    TooManyTokensPerDay: known(
      'ThrottlingException',
      429,
      'Too many tokens per day, please wait before trying again.',
    ),
    ServiceQuotaExceededException: known(
      'ServiceQuotaExceededException',
      400,
      'Your request exceeds the service quota for your account. To request a quota increase, use the Service Quotas console.',
      {},
      { 'bedrock-agent': 402 },
    ),
    ServiceUnavailableException: known(
      'ServiceUnavailableException',
      503,
      'Bedrock is unable to process your request.',
    ),
    ServiceUnavailable: known(
      'ServiceUnavailable',
      503,
      'The request has failed due to a temporary failure of the server.',
    ),
    InternalFailure: known(
      'InternalFailure',
      500,
      'The request processing has failed because of an unknown error, exception or failure.',
    ),
    InternalServerException: known(
      'InternalServerException',
      500,
      'The system encountered an unexpected error during processing. Try your request again.',
    ),
    overloaded_error: known('overloaded_error', 529, 'Overloaded'),
    ModelErrorException: known(
      'ModelErrorException',
      424,
      'The system encountered an unexpected error during processing. Try your request again.',
      { originalStatusCode: 500, resourceName: 'model' },
    ),
    ModelNotReadyException: known(
      'ModelNotReadyException',
      429,
      'Model is not ready for inference. Wait and try your request again.',
      {},
      { 'bedrock-agent-runtime': 424 },
    ),
    ModelTimeoutException: known(
      'ModelTimeoutException',
      408,
      'Model has timed out in processing the request. Try your request again.',
    ),
    ModelStreamErrorException: known(
      'ModelStreamErrorException',
      424,
      'The model stream failed. Try your request again.',
      { originalStatusCode: 500, originalMessage: 'The model stopped responding.' },
    ),
    DependencyFailedException: known(
      'DependencyFailedException',
      424,
      'The dependency failed. Check the resource configuration and try again.',
      { resourceName: 'Lambda' },
    ),
    BadGatewayException: known(
      'BadGatewayException',
      502,
      'There was an issue with a dependency.',
      {
        resourceName: 'Lambda',
      },
    ),
    ConflictException: known(
      'ConflictException',
      409,
      'There was a conflict performing an operation. Resolve the conflict and retry your request.',
      {},
      { bedrock: 400, 'bedrock-runtime': 400 },
    ),
    MalformedPolicyDocument: known(
      'MalformedPolicyDocument',
      400,
      'The policy document is malformed.',
    ),
    PackedPolicyTooLarge: known(
      'PackedPolicyTooLarge',
      400,
      'Packed policy consumes 120% of allotted space, please use smaller policy.',
    ),
    RegionDisabledException: known(
      'RegionDisabledException',
      403,
      'STS is not activated in this region for account {account}. Your account administrator can activate STS in this region using the IAM Console.',
    ),
  }),
)
