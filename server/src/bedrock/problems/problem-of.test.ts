import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { problemTable, type ProblemCode } from '@outcrop/contract'
import { Problem } from '../../kernel/problem.ts'
import { problemOf } from './problem-of.ts'

const now = new Date('2026-03-01T12:00:00Z')
const calling = {
  operation: 'bedrock:InvokeModel',
  what: 'Calling amazon.nova-micro-v1:0',
  region: 'us-east-1',
  endpoint: null,
  now,
}
const assuming = { ...calling, operation: 'sts:AssumeRole', what: 'Assuming the role' }

interface Answer {
  readonly name: string
  readonly status?: number
  readonly message?: string
  readonly headers?: Record<string, string>
  readonly more?: Record<string, unknown>
}

function answer({
  name,
  status,
  message = 'AWS says so.',
  headers = {},
  more = {},
}: Answer): Error {
  return Object.assign(new Error(message), { name }, more, {
    $metadata: { httpStatusCode: status, requestId: 'req-1' },
    $response: { headers },
  })
}

const onDemand =
  'Invocation of model ID anthropic.claude-3-7-sonnet-20250219-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.'
const useCase =
  'Model use case details have not been submitted for this account. Fill out the Anthropic use case details form before using the model. If you have already filled out the form, try again in 15 minutes.'
const noAccess = "You don't have access to the model with the specified model ID."

const answers: [ProblemCode, Answer][] = [
  ['access-denied', { name: 'AccessDeniedException', status: 403, message: 'User: arn:aws:iam::111122223333:user/x is not authorized to perform: bedrock:InvokeModel on resource: …' }],
  ['access-denied', { name: 'NotAuthorized', status: 400 }],
  ['access-denied', { name: 'AccessDenied', status: 403 }],
  ['access-denied', { name: 'SomethingNew', status: 403 }],
  ['access-denied', { name: 'ValidationException', status: 400, message: 'You are not authorized to invoke this API operation with a prompt resource.' }],
  ['access-denied', { name: 'AccessDeniedException', status: 403, message: 'Model access is denied because the role is not authorized to perform the required AWS Marketplace actions. Your AWS Marketplace subscription for this model cannot be completed.' }],
  ['account-not-enabled', { name: 'AccessDeniedException', status: 403, message: noAccess }],
  ['account-not-enabled', { name: 'OptInRequired', status: 403 }],
  ['account-not-enabled', { name: 'SubscriptionRequiredException', status: 403 }],
  ['account-not-enabled', { name: 'RegionDisabledException', status: 403 }],
  ['agreement-pending', { name: 'MPAgreementBeingCreated', status: 403 }],
  ['agreement-pending', { name: 'AccessDeniedException', status: 403, message: 'The marketplace agreement for this model is still pending.' }],
  ['use-case-form-missing', { name: 'ResourceNotFoundException', status: 404, message: useCase }],
  ['use-case-form-missing', { name: 'FTUFormNotFilled', status: 404 }],
  ['invalid-credentials', { name: 'InvalidClientTokenId', status: 403 }],
  ['invalid-credentials', { name: 'UnrecognizedClientException', status: 403, message: 'The security token included in the request is invalid.' }],
  ['expired-credentials', { name: 'ExpiredTokenException', status: 403 }],
  ['expired-credentials', { name: 'ExpiredToken', status: 400 }],
  ['expired-credentials', { name: 'AccessDeniedException', status: 403, message: 'The security token included in the request is expired' }],
  ['signature-mismatch', { name: 'InvalidSignatureException', status: 403 }],
  ['signature-mismatch', { name: 'SignatureDoesNotMatch', status: 403 }],
  ['signature-mismatch', { name: 'IncompleteSignature', status: 400 }],
  ['signature-mismatch', { name: 'RequestExpired', status: 400 }],
  ['signature-mismatch', { name: 'MissingAuthenticationToken', status: 403 }],
  ['signature-mismatch', { name: 'MissingAuthenticationTokenException', status: 403 }],
  ['no-ambient-credentials', { name: 'CredentialsProviderError', message: 'Could not load credentials from any providers' }],
  ['invalid-request', { name: 'ValidationException', status: 400, message: 'Malformed input request' }],
  ['invalid-request', { name: 'ValidationError', status: 400 }],
  ['invalid-request', { name: 'ValidationException', status: 400, message: 'The maximum tokens you requested exceeds the model limit of 4096.' }],
  ['invalid-request', { name: 'ValidationException', status: 400, message: 'The provided model identifier is invalid.' }],
  ['invalid-request', { name: 'SomethingNew', status: 400 }],
  ['sampling-refused', { name: 'ValidationException', status: 400, message: 'The model returned the following errors: `temperature` and `top_p` cannot both be specified for this model. Please use only one.' }],
  ['sampling-refused', { name: 'ValidationException', status: 400, message: 'The model returned the following errors: `temperature` is deprecated for this model.' }],
  ['sampling-refused', { name: 'ValidationException', status: 400, message: 'This model does not support the temperature parameter.' }],
  ['invalid-request', { name: 'ValidationException', status: 400, message: "1 validation error detected: Value at 'inferenceConfig.temperature' failed to satisfy constraint: Member must have value less than or equal to 1" }],
  ['needs-inference-profile', { name: 'ValidationException', status: 400, message: onDemand }],
  ['needs-inference-profile', { name: 'ValidationException', status: 400, message: onDemand.replace('’', "'") }],
  ['input-too-long', { name: 'ValidationException', status: 400, message: 'Input is too long for requested model.' }],
  ['input-too-long', { name: 'ValidationException', status: 400, message: 'The model returned the following errors: prompt is too long: 210000 tokens > 200000 maximum' }],
  ['input-too-long', { name: 'ValidationException', status: 400, message: 'input length and `max_tokens` exceed context limit' }],
  ['input-too-long', { name: 'ValidationException', status: 400, message: 'Input Tokens Exceeded: Number of input tokens exceeds maximum length.' }],
  ['input-too-long', { name: 'RequestEntityTooLarge', status: 413 }],
  ['resource-not-found', { name: 'ResourceNotFoundException', status: 404 }],
  ['resource-not-found', { name: 'ResourceNotFound', status: 404 }],
  ['resource-not-found', { name: 'ResourceNotFoundException', status: 404, message: 'This model version has reached the end of its life.' }],
  ['resource-not-found', { name: 'SomethingNew', status: 404 }],
  ['throttled', { name: 'ThrottlingException', status: 429, message: 'Too many requests, please wait before trying again.' }],
  ['throttled', { name: 'ThrottlingException', status: 429, message: 'Too many tokens, please wait before trying again.' }],
  ['throttled', { name: 'ThrottlingException', status: 400 }],
  ['throttled', { name: 'SomethingNew', status: 429 }],
  ['throttled', { name: 'SyntaxError', status: 429, message: 'Unexpected token < in JSON' }],
  ['quota-exceeded', { name: 'ThrottlingException', status: 429, message: 'Too many tokens per day, please wait before trying again.' }],
  ['quota-exceeded', { name: 'ServiceQuotaExceededException', status: 400 }],
  ['quota-exceeded', { name: 'ServiceQuotaExceededException', status: 402 }],
  ['service-unavailable', { name: 'ServiceUnavailableException', status: 503 }],
  ['service-unavailable', { name: 'ServiceUnavailable', status: 503 }],
  ['service-unavailable', { name: 'SomethingNew', status: 504 }],
  ['internal-failure', { name: 'InternalServerException', status: 500 }],
  ['internal-failure', { name: 'InternalFailure', status: 500 }],
  ['internal-failure', { name: 'SomethingNew', status: 507 }],
  ['overloaded', { name: 'overloaded_error', status: 529 }],
  ['overloaded', { name: 'Unknown', status: 529 }],
  ['model-error', { name: 'ModelErrorException', status: 424, more: { originalStatusCode: 500 } }],
  ['model-error', { name: 'ModelErrorException', status: 424 }],
  ['invalid-request', { name: 'ModelErrorException', status: 424, more: { originalStatusCode: 400 } }],
  ['model-error', { name: 'ModelStreamErrorException', status: 424 }],
  ['model-not-ready', { name: 'ModelNotReadyException', status: 429 }],
  ['model-not-ready', { name: 'ModelNotReadyException', status: 424 }],
  ['model-timeout', { name: 'ModelTimeoutException', status: 408 }],
  ['dependency-failed', { name: 'DependencyFailedException', status: 424, more: { resourceName: 'Lambda' } }],
  ['dependency-failed', { name: 'BadGatewayException', status: 502 }],
  ['conflict', { name: 'ConflictException', status: 409 }],
  ['conflict', { name: 'ConflictException', status: 400 }],
  ['unexpected-response', { name: 'SyntaxError', status: 502, message: 'Unexpected token <' }],
  ['unexpected-response', { name: 'SyntaxError', status: 200, message: 'Unexpected end of JSON input' }],
  ['unexpected-response', { name: 'Unknown', status: 403, message: 'UnknownError' }],
] // prettier-ignore

describe('an answer of AWS', () => {
  test.each(answers)('is %s: %o', (code, given) => {
    const problem = problemOf(answer(given), calling)
    expect(problem.code).toBe(code)
    expect(problem.message).toContain('Calling amazon.nova-micro-v1:0 in us-east-1')
  })

  test.each(answers.filter(([code]) => code !== 'unexpected-response'))(
    'keeps its words as %s: %o',
    (_, given) => {
      const { aws } = problemOf(answer(given), calling)
      expect(aws?.message).toBe(given.message ?? 'AWS says so.')
      expect(aws?.code.toLowerCase()).toBe(given.name.toLowerCase())
      expect(aws?.status).toBe(given.status ?? null)
      expect(aws?.request_id).toBe('req-1')
    },
  )

  test.each([
    ['in a stream, without a status', { name: 'ThrottlingException' }, 'throttled'],
    ['in a stream, with a small letter', { name: 'internalServerException' }, 'internal-failure'],
    ['in a stream, validation', { name: 'ValidationException', message: '{"message":"Input is too long for requested model."}' }, 'input-too-long'],
    ['in a stream, model', { name: 'ModelStreamErrorException', more: { originalStatusCode: 503 } }, 'model-error'],
  ] as const)('%s', (_, given, code) => {
    expect(problemOf(answer(given), calling).code).toBe(code)
  }) // prettier-ignore

  test('gives the message inside of raw JSON', () => {
    const given = {
      name: 'ThrottlingException',
      message: '{"message":"Your request rate is too high."}',
    }
    expect(problemOf(answer(given), calling).aws?.message).toBe('Your request rate is too high.')
  })

  test('names what failed behind Bedrock', () => {
    const given = {
      name: 'DependencyFailedException',
      status: 424,
      more: { resourceName: 'Lambda' },
    }
    expect(problemOf(answer(given), calling).message).toContain('behind it: Lambda')
  })

  test('never repeats a session token', () => {
    const message =
      "The Canonical String should have been 'POST\n/\nhost:x\nx-amz-security-token:FwoGZXIvYXdzEJr//secret\n'"
    const problem = problemOf(
      answer({ name: 'InvalidSignatureException', status: 403, message }),
      calling,
    )
    expect(inspect(problem, { depth: null })).not.toContain('FwoGZXIvYXdzEJr')
    expect(JSON.stringify(problem.toDocument())).not.toContain('FwoGZXIvYXdzEJr')
  })

  test('is cut when it is very long', () => {
    const given = { name: 'ValidationException', status: 400, message: 'x'.repeat(100_000) }
    expect(problemOf(answer(given), calling).message.length).toBeLessThan(5000)
  })
})

describe('assuming a role', () => {
  test.each([
    ['role-not-assumable', { name: 'AccessDenied', status: 403, message: 'User: … is not authorized to perform: sts:AssumeRole on resource: …' }],
    ['role-not-assumable', { name: 'ValidationError', status: 400 }],
    ['session-policy-too-long', { name: 'PackedPolicyTooLargeException', status: 400 }],
    ['invalid-credentials', { name: 'InvalidClientTokenId', status: 403 }],
    ['expired-credentials', { name: 'ExpiredTokenException', status: 400 }],
    ['signature-mismatch', { name: 'SignatureDoesNotMatch', status: 403 }],
    ['account-not-enabled', { name: 'RegionDisabledException', status: 403 }],
    ['throttled', { name: 'Throttling', status: 400 }],
    ['service-unavailable', { name: 'ServiceUnavailable', status: 503 }],
  ] as const)('fails as %s: %o', (code, given) => {
    expect(problemOf(answer(given), assuming).code).toBe(code)
  }) // prettier-ignore
})

describe('a failure of the network', () => {
  test.each([
    ['cannot-connect', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }],
    ['cannot-connect', { code: 'ECONNREFUSED', syscall: 'connect' }],
    ['cannot-connect', { code: 'ETIMEDOUT', syscall: 'connect', name: 'TimeoutError' }],
    ['cannot-connect', { code: 'CERT_HAS_EXPIRED' }],
    ['cannot-connect', { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }],
    ['cannot-connect', { name: 'TimeoutError', message: 'the request socket did not establish a connection with the server' }],
    ['connection-lost', { code: 'ECONNRESET', name: 'TimeoutError' }],
    ['connection-lost', { code: 'EPIPE' }],
    ['connection-lost', { code: 'ETIMEDOUT', syscall: 'read' }],
    ['connection-lost', { message: 'Truncated event message received.' }],
    ['connection-lost', { message: 'The prelude checksum specified in the message (1) does not match the calculated CRC32 checksum (2)' }],
    ['unexpected-response', { code: 'HPE_INVALID_CONSTANT' }],
  ] as const)('is %s: %o', (code, more) => {
    expect(problemOf(Object.assign(new Error('connect failed'), more), calling).code).toBe(code)
  }) // prettier-ignore

  test('is told without what the client library adds for debugging', () => {
    const hint = '\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.' // prettier-ignore
    const { message } = problemOf(new Error(`Truncated event message received.${hint}`), calling)
    expect(message).toMatch(/did not get through: Truncated event message received\.$/)
  })

  test('names the endpoint that was tried', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    const problem = problemOf(error, { ...calling, endpoint: 'http://127.0.0.1:9' })
    expect(problem.message).toContain('at http://127.0.0.1:9')
  })
})

describe('an aborted call', () => {
  const aborted = Object.assign(new Error('Request aborted'), { name: 'AbortError' })

  test.each([
    ['attempt-timeout', new DOMException('too long', 'TimeoutError')],
    ['cancelled', undefined],
    ['cancelled', new DOMException('stop', 'AbortError')],
    ['deadline-exceeded', new Problem('deadline-exceeded', 'The run took too long.')],
  ] as const)('is %s', (code, reason) => {
    expect(problemOf(aborted, { ...calling, signal: AbortSignal.abort(reason) }).code).toBe(code)
  })

  test.each([
    ['bedrock:InvokeModel', /fewer tokens/],
    ['bedrock:InvokeAgent', /shorter instructions, fewer or smaller knowledge bases/],
    ['bedrock:InvokeFlow', /five minutes/],
  ])('that took too long says what makes %s faster', (operation, remedy) => {
    const signal = AbortSignal.abort(new DOMException('too long', 'TimeoutError'))
    const problem = problemOf(aborted, { ...calling, operation, signal })
    expect(problem.code).toBe('attempt-timeout')
    expect(problem.remedy).toMatch(/^(Raise the timeout of the step)/)
    expect(problem.remedy).toMatch(remedy)
  })

  test('is an answer all the same when AWS had answered', () => {
    const problem = problemOf(answer({ name: 'ValidationException', status: 400 }), {
      ...calling,
      signal: AbortSignal.abort(),
    })
    expect(problem.code).toBe('invalid-request')
  })
})

describe('Retry-After', () => {
  test.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'Retry-After': '0' }, 0],
    [{ 'x-amz-retry-after': '250', 'retry-after': '7' }, 250],
    [{ 'retry-after': 'Sun, 01 Mar 2026 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': '86400' }, 3_600_000],
    [{ 'retry-after': 'Sun, 01 Mar 2020 12:00:30 GMT' }, undefined],
    [{ 'retry-after': '-1' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('%o waits %s ms', (headers, ms) => {
    const error = answer({ name: 'ThrottlingException', status: 429, headers })
    expect(problemOf(error, calling).retryAfterMs).toBe(ms)
  })
})

test.each([[new TypeError('x is not a function')], ['a string'], [undefined], [null], [{}]])(
  'anything else is a defect: %o',
  (thrown) => {
    expect(problemOf(thrown, calling).code).toBe('internal-error')
  },
)

test('a problem stays what it is', () => {
  const problem = new Problem('wrong-target', 'That is a flow.')
  expect(problemOf(problem, calling)).toBe(problem)
})

test('every class of problem that comes from AWS is reached by the tables above', () => {
  const reached = new Set(answers.map(([code]) => problemTable[code].class))
  for (const each of ['permissions', 'credentials', 'account-setup', 'request', 'not-found', 'throttled', 'quota', 'unavailable', 'model', 'timeout'] as const) {
    expect(reached).toContain(each)
  }
}) // prettier-ignore
