import type { ProblemCode } from '@outcrop/contract'
import type { CallContext } from './call-context.ts'
import type { Failure } from './read-failure.ts'

/** One line of the table: everything that is given must hold. */
export interface Rule {
  readonly code: ProblemCode
  readonly names?: readonly string[]
  readonly statuses?: readonly number[]
  readonly text?: RegExp
  readonly when?: (failure: Failure, context: CallContext) => boolean
  /** Overrides the remedy of the code when the text tells more. */
  readonly remedy?: string
}

const assumesRole = (_: Failure, { operation }: CallContext) => operation === 'sts:AssumeRole'
/** Flows and agents call on with a role of their own. */
const actsForARole = new Set(['bedrock:InvokeFlow', 'bedrock:InvokeAgent'])
/** Whoever may call is let in before a stream begins; what is refused in it is refused to a role behind. */
const inStream = ({ status }: Failure, { operation }: CallContext) =>
  actsForARole.has(operation) && status === null
const throttles = [
  'ThrottlingException', 'Throttling', 'ThrottledException', 'TooManyRequestsException',
  'RequestLimitExceeded', 'ProvisionedThroughputExceededException', 'LimitExceededException',
  'RequestThrottled', 'RequestThrottledException', 'BandwidthLimitExceeded', 'SlowDown',
] // prettier-ignore
const notFounds = ['ResourceNotFoundException', 'ResourceNotFound']
const denials = ['AccessDeniedException', 'AccessDenied', 'NotAuthorized', 'UnauthorizedOperation']
const validations = ['ValidationException', 'ValidationError']

/** Texts decide first: AWS uses a handful of codes for very different situations. */
const byText: readonly Rule[] = [
  { code: 'use-case-form-missing', names: ['FTUFormNotFilled'] },
  { code: 'use-case-form-missing', text: /use case details have not been submitted/i },
  { code: 'expired-credentials', text: /security token included in the request is expired/i },
  { code: 'needs-inference-profile', text: /on-demand throughput isn.t supported/i },
  { code: 'quota-exceeded', names: throttles, text: /too many tokens per day/i },
  { code: 'access-denied', names: validations, text: /not authorized to/i },
  {
    code: 'sampling-refused',
    names: validations,
    text: /\b(temperature|top_?[pk])\b.{0,80}(cannot both|deprecated|(not|isn.t|n.t be) (supported|allowed|permitted))|support.{0,20}\b(temperature|top_?[pk])\b/i,
  },
  {
    code: 'role-behind-denied',
    text: /access denied when calling bedrock/i,
    remedy: "The agent's own execution role lacks a permission, not the provider: allow bedrock:InvokeModel on the model of the agent there, and bedrock:InvokeModelWithResponseStream for answers that are streamed.", // prettier-ignore
  },
  {
    code: 'input-too-long',
    names: validations,
    text: /(input|prompt)\b.{0,30}\btoo (long|large)|too many input tokens|input length and .?max_tokens.? exceed|maximum context length|input tokens?\b.{0,30}\bexceed/i,
  },
  {
    code: 'invalid-request',
    names: validations,
    text: /model identifier is invalid/i,
    remedy: 'Compare the model id with the list of models of the provider: not every model is offered in every region.', // prettier-ignore
  },
  {
    code: 'invalid-request',
    names: validations,
    text: /invalid arn|\barn is (invalid|malformed)/i,
    remedy:
      'Copy the ARN from the AWS console: for an agent or a flow that of an alias, not of the agent or flow itself. Its region and account must be those of the provider.',
  },
  {
    code: 'resource-not-found',
    names: validations,
    text: /guardrail identifier .*(invalid|does not exist)/i,
    remedy: 'Compare the id and the version of the guardrail with the Bedrock console. A guardrail belongs to one region, which must be the one of the provider.', // prettier-ignore
  },
  {
    code: 'resource-not-found',
    text: /end of its life|marked by provider as legacy/i,
    remedy: 'AWS has retired this model. Choose an active one.',
  },
]

const accountSetup: readonly Rule[] = [
  { code: 'agreement-pending', names: ['MPAgreementBeingCreated'] },
  {
    code: 'agreement-pending',
    names: denials,
    text: /^(?!.*not authorized to).*(agreement|marketplace subscription)/is,
  },
  { code: 'account-not-enabled', names: denials, text: /don.t have access to the model/i },
  { code: 'account-not-enabled', names: ['OptInRequired', 'SubscriptionRequiredException', 'RegionDisabledException'] }, // prettier-ignore
]

const credentials: readonly Rule[] = [
  { code: 'invalid-credentials', names: ['InvalidClientTokenId', 'UnrecognizedClientException', 'InvalidAccessKeyId'] }, // prettier-ignore
  { code: 'expired-credentials', names: ['ExpiredTokenException', 'ExpiredToken'] },
  {
    code: 'signature-mismatch',
    names: ['RequestExpired', 'RequestTimeTooSkewed'],
    remedy: 'Set the clock of this machine: AWS accepts a difference of five minutes.',
  },
  {
    code: 'signature-mismatch',
    names: ['InvalidSignatureException', 'SignatureDoesNotMatch'],
    text: /signature (expired|not yet current)/i,
    remedy: 'Set the clock of this machine: AWS accepts a difference of five minutes.',
  },
  { code: 'signature-mismatch', names: ['InvalidSignatureException', 'SignatureDoesNotMatch', 'IncompleteSignature', 'IncompleteSignatureException'] }, // prettier-ignore
  {
    code: 'signature-mismatch',
    names: ['MissingAuthenticationToken', 'MissingAuthenticationTokenException'],
    remedy: 'The request arrived without a signature. Look for a proxy between this machine and AWS that removes the Authorization header.', // prettier-ignore
  },
  { code: 'no-ambient-credentials', names: ['CredentialsProviderError', 'TokenProviderError'] },
]

const byName: readonly Rule[] = [
  { code: 'throttled', names: throttles },
  {
    code: 'session-policy-too-long',
    names: ['PackedPolicyTooLarge', 'PackedPolicyTooLargeException'],
  },
  { code: 'role-not-assumable', when: (failure, context) => assumesRole(failure, context) && isRefusal(failure) }, // prettier-ignore
  { code: 'role-behind-denied', names: denials, when: inStream },
  { code: 'access-denied', names: denials },
  { code: 'invalid-request', names: validations },
  { code: 'resource-not-found', names: notFounds },
  { code: 'quota-exceeded', names: ['ServiceQuotaExceededException'] },
  { code: 'model-not-ready', names: ['ModelNotReadyException'] },
  { code: 'service-unavailable', names: ['ServiceUnavailable', 'ServiceUnavailableException'] },
  { code: 'internal-failure', names: ['InternalFailure', 'InternalServerException', 'InternalServerError'] }, // prettier-ignore
  { code: 'overloaded', names: ['Overloaded_error', 'OverloadedException'] },
  { code: 'model-timeout', names: ['ModelTimeoutException'] },
  {
    code: 'invalid-request',
    names: ['ModelErrorException', 'ModelStreamErrorException'],
    when: ({ originalStatus }) => originalStatus !== null && originalStatus < 500,
  },
  { code: 'model-error', names: ['ModelErrorException', 'ModelStreamErrorException'] },
  { code: 'dependency-failed', names: ['DependencyFailedException', 'BadGatewayException'] },
  { code: 'conflict', names: ['ConflictException'] },
  // The connection was too slow for AWS to hear the request: nothing was done.
  { code: 'connection-lost', names: ['RequestTimeout', 'RequestTimeoutException'] },
]

const byStatus: readonly Rule[] = [
  { code: 'overloaded', statuses: [529] },
  { code: 'throttled', statuses: [429] },
  // Without a code of AWS's own it was a proxy or another server that refused.
  {
    code: 'unexpected-response',
    names: ['Unknown', 'SyntaxError'],
    when: ({ status }) => status !== null,
  },
  { code: 'input-too-long', statuses: [413] },
  { code: 'access-denied', statuses: [401, 403] },
  { code: 'resource-not-found', statuses: [404] },
  { code: 'model-timeout', statuses: [408] },
  { code: 'conflict', statuses: [409] },
  { code: 'model-error', statuses: [424] },
  { code: 'service-unavailable', statuses: [502, 503, 504] },
  { code: 'internal-failure', when: ({ status }) => status !== null && status >= 500 },
  { code: 'invalid-request', when: ({ status }) => status !== null && status >= 400 },
]

/** Everything that AWS can answer, in the order in which it is looked up. */
export const answeredRules: readonly Rule[] = [
  ...byText,
  ...accountSetup,
  ...credentials,
  ...byName,
  ...byStatus,
]

function isRefusal({ status }: Failure): boolean {
  return status !== null && status >= 400 && status < 500
}
