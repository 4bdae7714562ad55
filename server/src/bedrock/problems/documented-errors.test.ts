import { problemCodes, problemTable, whatStandsStill, type ProblemClass, type ProblemCode } from '@outcrop/contract' // prettier-ignore
import { describe, expect, test } from 'vitest'
import { problemOf } from './problem-of.ts'

type Who = (typeof problemTable)[ProblemCode]['who']

/** What AWS says, and to which operation; a status of null is an exception inside of a stream. */
interface Said {
  readonly name: string
  readonly status: number | null
  readonly message?: string
  readonly operation?: string
  readonly originalStatusCode?: number
  readonly resourceName?: string
}

/** What people and the engine are told. */
interface Told {
  readonly code: ProblemCode
  readonly class: ProblemClass
  readonly who: Who
  readonly retry: boolean
  readonly remedy: RegExp
}

const admin = 'aws-administrator'
const row = (code: ProblemCode, problemClass: ProblemClass, who: Who, retry: boolean, remedy: RegExp): Told => ({ code, class: problemClass, who, retry, remedy }) // prettier-ignore

const denied = row(
  'access-denied',
  'permissions',
  admin,
  false,
  /Add the action and resource that AWS names to the IAM policy/,
)
const behind = row('role-behind-denied', 'permissions', admin, false, /role/)
const badKey = row(
  'invalid-credentials',
  'credentials',
  'operator',
  false,
  /access key id and secret again/,
)
const expired = row(
  'expired-credentials',
  'credentials',
  'operator',
  false,
  /fresh session token.*assumed role/,
)
const signature = row('signature-mismatch', 'credentials', 'operator', false, /secret.*clock/i)
const clock = row(
  'signature-mismatch',
  'credentials',
  'operator',
  false,
  /^Set the clock of this machine/,
)
const notEnabled = row(
  'account-not-enabled',
  'account-setup',
  admin,
  false,
  /Enable Amazon Bedrock, or subscribe/,
)
const form = row(
  'use-case-form-missing',
  'account-setup',
  admin,
  false,
  /use case details for Anthropic.*15 minutes/,
)
const agreement = row('agreement-pending', 'account-setup', admin, true, /15 minutes/)
const request = row(
  'invalid-request',
  'request',
  'author',
  false,
  /correct the model, the parameters or the prompt/,
)
const badArn = row(
  'invalid-request',
  'request',
  'author',
  false,
  /Copy the ARN .* alias, .* region and account/,
)
const tooLong = row('input-too-long', 'request', 'author', false, /Shorten the prompt/)
const needsProfile = row(
  'needs-inference-profile',
  'request',
  'author',
  false,
  /inference profile id or ARN/,
)
const notFound = row('resource-not-found', 'not-found', 'author', false, /id or ARN and its region/)
const retired = row('resource-not-found', 'not-found', 'author', false, /retired this model/)
const throttled = row(
  'throttled',
  'throttled',
  'nobody',
  true,
  /lower the rate or ask AWS for a higher quota/,
)
const quota = row('quota-exceeded', 'quota', admin, true, /Service Quotas/)
const unavailable = row('service-unavailable', 'unavailable', 'nobody', true, /Health Dashboard/)
const internal = row('internal-failure', 'unavailable', 'nobody', true, /support case/)
const overloaded = row(
  'overloaded',
  'unavailable',
  'nobody',
  true,
  /another region, profile or model/,
)
const model = row('model-error', 'model', 'author', true, /Simplify the prompt/)
const notReady = row('model-not-ready', 'unavailable', 'nobody', true, /warmed up/)
const slow = row('model-timeout', 'timeout', 'author', true, /fewer tokens/)
const dependency = row('dependency-failed', 'unavailable', admin, true, /resource that failed/)
const conflict = row('conflict', 'unavailable', 'nobody', true, /uses or changes the same thing/)
const role = row('role-not-assumable', 'permissions', admin, false, /trust policy.*external id/)
const network = row(
  'connection-lost',
  'network',
  'nobody',
  true,
  /network between this machine and AWS/,
)

const flow = 'bedrock:InvokeFlow'
const agent = 'bedrock:InvokeAgent'
const assume = 'sts:AssumeRole'
const prompt = 'bedrock:GetPrompt'

/** Every error that AWS documents for the calls that Outcrop makes, with what it means here. */
const rows: [Told, Said][] = [
  [denied, { name: 'AccessDeniedException', status: 403 }],
  [denied, { name: 'AccessDeniedException', status: 403, operation: flow }],
  [denied, { name: 'AccessDeniedException', status: 403, operation: agent, message: 'User: arn:aws:iam::111122223333:user/x is not authorized to perform: bedrock:InvokeAgent on resource: …' }],
  [denied, { name: 'AccessDeniedException', status: 403, operation: prompt }],
  [denied, { name: 'NotAuthorized', status: 400 }],
  [denied, { name: 'ValidationException', status: 400, message: 'You are not authorized to invoke this API operation with a prompt resource.' }],
  [behind, { name: 'AccessDeniedException', status: null, operation: flow }],
  [behind, { name: 'AccessDeniedException', status: null, operation: agent }],
  [behind, { name: 'AccessDeniedException', status: 403, operation: agent, message: 'Access denied when calling Bedrock. Check your request permissions and retry the request.' }],
  [role, { name: 'AccessDenied', status: 403, operation: assume }],
  [role, { name: 'ValidationError', status: 400, operation: assume }],
  [badKey, { name: 'InvalidClientTokenId', status: 403, operation: assume }],
  [badKey, { name: 'InvalidClientTokenId', status: 403 }],
  [badKey, { name: 'UnrecognizedClientException', status: 403 }],
  [badKey, { name: 'UnrecognizedClientException', status: 400 }],
  [expired, { name: 'ExpiredTokenException', status: 403 }],
  [expired, { name: 'ExpiredToken', status: 400, operation: assume }],
  [expired, { name: 'AccessDeniedException', status: 403, message: 'The security token included in the request is expired' }],
  [signature, { name: 'InvalidSignatureException', status: 403 }],
  [signature, { name: 'SignatureDoesNotMatch', status: 400, operation: assume }],
  [clock, { name: 'InvalidSignatureException', status: 403, message: 'Signature expired: 20260301T113000Z is now earlier than 20260301T115500Z (20260301T120000Z - 5 min.)' }],
  [clock, { name: 'SignatureDoesNotMatch', status: 403, operation: assume, message: 'Signature not yet current: 20260301T123000Z is still later than 20260301T120500Z (20260301T120000Z + 5 min.)' }],
  [clock, { name: 'RequestExpired', status: 400 }],
  [signature, { name: 'IncompleteSignature', status: 400 }],
  [row('signature-mismatch', 'credentials', 'operator', false, /proxy .* removes the Authorization header/), { name: 'MissingAuthenticationToken', status: 403 }],
  [notEnabled, { name: 'OptInRequired', status: 403 }],
  [notEnabled, { name: 'AccessDeniedException', status: 403, message: "You don't have access to the model with the specified model ID." }],
  [form, { name: 'FTUFormNotFilled', status: 404 }],
  [form, { name: 'ResourceNotFoundException', status: 404, message: 'Model use case details have not been submitted for this account. Fill out the Anthropic use case details form before using the model. If you have already filled out the form, try again in 15 minutes.' }],
  [agreement, { name: 'MPAgreementBeingCreated', status: 403 }],
  [agreement, { name: 'AccessDeniedException', status: 403, message: 'Model access is denied: your AWS Marketplace subscription for this model is still being processed.' }],
  [request, { name: 'ValidationException', status: 400 }],
  [request, { name: 'ValidationError', status: 400 }],
  [badArn, { name: 'ValidationException', status: 400, operation: flow, message: 'The ARN is invalid.' }],
  [badArn, { name: 'ValidationException', status: 400, operation: agent, message: 'Invalid ARN format.' }],
  [request, { name: 'ValidationException', status: null, operation: flow }],
  [row('invalid-request', 'request', 'author', false, /list of models of the provider/), { name: 'ValidationException', status: 400, message: 'The provided model identifier is invalid.' }],
  [needsProfile, { name: 'ValidationException', status: 400, message: 'Invocation of model ID x with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.' }],
  [tooLong, { name: 'ValidationException', status: 400, message: 'Input is too long for requested model.' }],
  [notFound, { name: 'ResourceNotFoundException', status: 404 }],
  [notFound, { name: 'ResourceNotFound', status: 404 }],
  [notFound, { name: 'ResourceNotFoundException', status: null, operation: agent }],
  [retired, { name: 'ResourceNotFoundException', status: 404, message: 'This model version has reached the end of its life. Please refer to the AWS documentation for more details.' }],
  [throttled, { name: 'ThrottlingException', status: 429, message: 'Too many requests, please wait before trying again.' }],
  [throttled, { name: 'ThrottlingException', status: 429, message: 'Too many tokens, please wait before trying again.' }],
  [throttled, { name: 'ThrottlingException', status: null, operation: flow }],
  [throttled, { name: 'Throttling', status: 400, operation: assume }],
  [quota, { name: 'ThrottlingException', status: 429, message: 'Too many tokens per day, please wait before trying again.' }],
  [quota, { name: 'ServiceQuotaExceededException', status: 400 }],
  [quota, { name: 'ServiceQuotaExceededException', status: 402, operation: prompt }],
  [unavailable, { name: 'ServiceUnavailableException', status: 503 }],
  [unavailable, { name: 'ServiceUnavailable', status: 503, operation: assume }],
  [internal, { name: 'InternalFailure', status: 500 }],
  [internal, { name: 'InternalServerException', status: 500 }],
  [internal, { name: 'InternalServerException', status: null, operation: agent }],
  [overloaded, { name: 'overloaded_error', status: 529 }],
  [model, { name: 'ModelErrorException', status: 424, originalStatusCode: 500 }],
  [request, { name: 'ModelErrorException', status: 424, originalStatusCode: 400 }],
  [model, { name: 'ModelStreamErrorException', status: null, originalStatusCode: 500 }],
  [notReady, { name: 'ModelNotReadyException', status: 429 }],
  [notReady, { name: 'ModelNotReadyException', status: 424, operation: agent }],
  [slow, { name: 'ModelTimeoutException', status: 408 }],
  [dependency, { name: 'DependencyFailedException', status: 424, operation: flow, resourceName: 'Lambda' }],
  [dependency, { name: 'DependencyFailedException', status: null, operation: agent, resourceName: 'KnowledgeBase' }],
  [dependency, { name: 'BadGatewayException', status: 502, operation: agent }],
  [conflict, { name: 'ConflictException', status: 409, operation: agent }],
  [conflict, { name: 'ConflictException', status: 400 }],
  [network, { name: 'RequestTimeout', status: 400 }],
  [network, { name: 'RequestTimeoutException', status: 408 }],
] // prettier-ignore

/** What waits for somebody to act. Every other failure concerns one run only. */
const standing = new Map<ProblemCode, 'provider' | 'target'>([
  ['invalid-credentials', 'provider'],
  ['expired-credentials', 'provider'],
  ['signature-mismatch', 'provider'],
  ['no-ambient-credentials', 'provider'],
  ['role-not-assumable', 'provider'],
  ['access-denied', 'target'],
  ['account-not-enabled', 'target'],
  ['use-case-form-missing', 'target'],
])

test('nothing else stands still', () => {
  const codes = problemCodes.filter((code) => whatStandsStill(code) !== null)
  expect(new Set(codes)).toEqual(new Set(standing.keys()))
})

function problemFor(said: Said) {
  const {
    name,
    status,
    message = 'AWS says so.',
    operation = 'bedrock:InvokeModel',
    ...more
  } = said
  const metadata = status === null ? {} : { httpStatusCode: status, requestId: 'req-1' }
  const error = Object.assign(new Error(message), { name, ...more, $metadata: metadata })
  const now = new Date('2026-03-01T12:00:00Z')
  return problemOf(error, { operation, what: 'The call', region: 'us-east-1', endpoint: null, now })
}

describe('each documented error', () => {
  test.each(rows.map(([told, said]) => [said.name, said.status, told.code, told, said] as const))(
    '%s with status %s is %s, with who must act and what to do',
    (name, status, code, told, said) => {
      const problem = problemFor(said)
      expect(problem.code).toBe(code)
      expect(problemTable[problem.code]).toMatchObject({ class: told.class, who: told.who, retry: told.retry }) // prettier-ignore
      expect(problem.toDocument()).toMatchObject({ who: told.who, retry: told.retry })
      expect(problem.remedy).toMatch(told.remedy)
      expect(whatStandsStill(problem.code)).toBe(standing.get(problem.code) ?? null)
      expect(problem.aws?.code.toLowerCase()).toBe(name.toLowerCase())
      expect(problem.aws?.status).toBe(status)
    },
  )
})

/** What the guides of comparable products list under troubleshooting, word for word. */
test.each([
  'AccessDeniedException', 'NotAuthorized', 'InvalidClientTokenId', 'UnrecognizedClientException',
  'ExpiredTokenException', 'OptInRequired', 'FTUFormNotFilled', 'ValidationException', 'ValidationError',
  'ResourceNotFound', 'ResourceNotFoundException', 'ThrottlingException', 'ServiceQuotaExceededException',
  'ServiceUnavailable', 'InternalFailure', 'InternalServerException', 'ModelErrorException',
  'ModelNotReadyException', 'ModelTimeoutException',
])('%s has a row', (name) => {
  expect(rows.some(([, said]) => said.name === name)).toBe(true)
}) // prettier-ignore

test('permissions, credentials, set-up, requests and missing things are never tried again', () => {
  for (const { class: problemClass, retry } of Object.values(problemTable)) {
    if (!['permissions', 'credentials', 'request', 'not-found'].includes(problemClass)) continue
    expect(retry).toBe(false)
  }
})
