import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { describe, expect, it } from 'vitest'
import { runtimeClient, stsClient, transports } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { errorCatalogue } from './error-catalogue.ts'
import { textWithout } from '../testing/matchers.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()

const command = new ConverseCommand({
  modelId: 'amazon.nova-micro-v1:0',
  messages: [{ role: 'user', content: [{ text: 'hello' }] }],
})

/** The rows of AWS's own tables that any caller may meet, with the status on the wire. */
const expected: [name: string, code: string, status: number][] = [
  ['AccessDeniedException', 'AccessDeniedException', 403],
  ['NotAuthorized', 'NotAuthorized', 400],
  ['AccessDenied', 'AccessDenied', 403],
  ['ModelAccessDenied', 'AccessDeniedException', 403],
  ['InvalidClientTokenId', 'InvalidClientTokenId', 403],
  ['UnrecognizedClientException', 'UnrecognizedClientException', 403],
  ['ExpiredTokenException', 'ExpiredTokenException', 403],
  ['ExpiredToken', 'ExpiredToken', 403],
  ['InvalidSignatureException', 'InvalidSignatureException', 403],
  ['SignatureDoesNotMatch', 'SignatureDoesNotMatch', 403],
  ['IncompleteSignature', 'IncompleteSignature', 400],
  ['RequestExpired', 'RequestExpired', 400],
  ['MissingAuthenticationToken', 'MissingAuthenticationToken', 403],
  ['OptInRequired', 'OptInRequired', 403],
  ['FTUFormNotFilled', 'ResourceNotFoundException', 404],
  ['MPAgreementBeingCreated', 'AccessDeniedException', 403],
  ['ValidationException', 'ValidationException', 400],
  ['ValidationError', 'ValidationError', 400],
  ['OnDemandNotSupported', 'ValidationException', 400],
  ['InputTooLong', 'ValidationException', 400],
  ['InvalidArn', 'ValidationException', 400],
  ['ResourceNotFoundException', 'ResourceNotFoundException', 404],
  ['ResourceNotFound', 'ResourceNotFound', 404],
  ['EndOfLife', 'ResourceNotFoundException', 404],
  ['ThrottlingException', 'ThrottlingException', 429],
  ['TooManyTokens', 'ThrottlingException', 429],
  ['TooManyTokensPerDay', 'ThrottlingException', 429],
  ['ServiceQuotaExceededException', 'ServiceQuotaExceededException', 400],
  ['ServiceUnavailableException', 'ServiceUnavailableException', 503],
  ['ServiceUnavailable', 'ServiceUnavailable', 503],
  ['InternalFailure', 'InternalFailure', 500],
  ['InternalServerException', 'InternalServerException', 500],
  ['overloaded_error', 'overloaded_error', 529],
  ['ModelErrorException', 'ModelErrorException', 424],
  ['ModelNotReadyException', 'ModelNotReadyException', 429],
  ['ModelTimeoutException', 'ModelTimeoutException', 408],
  ['ModelStreamErrorException', 'ModelStreamErrorException', 424],
  ['DependencyFailedException', 'DependencyFailedException', 424],
  ['BadGatewayException', 'BadGatewayException', 502],
  ['ConflictException', 'ConflictException', 400],
  ['MalformedPolicyDocument', 'MalformedPolicyDocument', 400],
  ['PackedPolicyTooLarge', 'PackedPolicyTooLarge', 400],
  ['RegionDisabledException', 'RegionDisabledException', 403],
]

/** The catalogue's text without its marks; those are tried below. */
function messageOf(name: string): unknown {
  const message = errorCatalogue.get(name)?.message ?? ''
  return message.includes('{') ? textWithout('{') : message
}

it('lists exactly these errors', () => {
  expect([...errorCatalogue.keys()].sort()).toEqual(expected.map(([name]) => name).sort())
})

describe.each(transports)('over %s the SDK sees', (transport) => {
  it.each(expected)('%s as %s with status %i', async (name, code, status) => {
    const failure = await failureOf(
      runtimeClient(emulator(), { transport, fault: name }).send(command),
    )
    expect(failure).toMatchObject({ name: code, status })
    expect(failure.message).toEqual(messageOf(name))
  })
})

it.each([
  'AccessDenied',
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'RegionDisabledException',
])('STS says %s in XML', async (error) => {
  const remove = emulator().faults.add({ operation: 'GetCallerIdentity', error })
  const failure = await failureOf(stsClient(emulator()).send(new GetCallerIdentityCommand()))
  remove()
  expect(failure).toMatchObject({
    name: error,
    status: 403,
    message: messageOf(error),
  })
})

it.each<[string, string, string]>([
  ['header', 'ThrottlingException', 'ThrottlingException'],
  ['code', 'ThrottlingException', 'ThrottlingException'],
  ['type', 'ThrottlingException', 'ThrottlingException'],
  ['html', 'ThrottlingException', 'SyntaxError'],
])('in the style %s', async (style, error, name) => {
  const failure = await failureOf(
    runtimeClient(emulator(), { fault: `${error};style=${style}` }).send(command),
  )
  expect(failure).toMatchObject({ name, status: 429 })
})

it('members of an error reach the SDK', async () => {
  const error: unknown = await runtimeClient(emulator(), { fault: 'ModelErrorException' })
    .send(command)
    .catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({
    name: 'ModelErrorException',
    originalStatusCode: 500,
    resourceName: 'model',
  })
})

it.each([
  [
    'AccessDeniedException',
    'User: arn:aws:iam::111122223333:user/outcrop is not authorized to perform: bedrock:InvokeModel on resource: arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0 because no identity-based policy allows the bedrock:InvokeModel action',
  ],
  [
    'OnDemandNotSupported',
    'Invocation of model ID amazon.nova-micro-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.',
  ],
])('%s speaks of who asked for what', async (fault, message) => {
  expect((await failureOf(runtimeClient(emulator(), { fault }).send(command))).message).toBe(
    message,
  )
})
