import type { ProblemCode } from '@outcrop/contract'
import { describe, expect, test } from 'vitest'
import type { Problem } from '../../kernel/problem.ts'
import { emulated, problemFrom } from '../testing/emulated.ts'

const world = emulated()
const open = () => ({ signal: new AbortController().signal })
const own = 'arn:aws:bedrock:us-east-1:111122223333'
let numbers = 0

/** A call to each of the services that Outcrop speaks with, and the operation that a fault strikes in it. */
const calls = {
  Converse: () =>
    problemFrom(
      world.bedrock.converse(
        world.connection(),
        { model: 'amazon.nova-micro-v1:0', messages: [{ role: 'user', text: 'Hello' }], inference: {} }, // prettier-ignore
        open(),
      ),
    ),
  InvokeModel: () =>
    problemFrom(
      world.bedrock.invokeModel(
        world.connection(),
        { model: 'amazon.nova-micro-v1:0', body: '{"messages":[{"role":"user","content":[{"text":"Hello"}]}]}', contentType: 'application/json', accept: 'application/json' }, // prettier-ignore
        open(),
      ),
    ),
  InvokeFlow: () =>
    problemFrom(
      world.bedrock.invokeFlow(
        world.connection(),
        { aliasArn: `${own}:flow/CONVFLOW01/alias/CONVLIVE01`, inputNode: 'FlowInput', document: {}, trace: false, answer: () => null }, // prettier-ignore
        open(),
      ),
    ),
  InvokeAgent: () =>
    problemFrom(
      world.bedrock.askAgent(
        world.connection(),
        { aliasArn: `${own}:agent-alias/SHOPAGENT1/SHOPLIVE01`, sessionId: `wire-${(numbers += 1)}`, text: 'Hello', sessionAttributes: {}, answerTo: () => null, outputMode: null }, // prettier-ignore
        open(),
      ),
    ),
  GetPrompt: () => problemFrom(world.bedrock.getPrompt(world.connection(), { arn: `${own}:prompt/CONVSCORE1` }, open())), // prettier-ignore
  // All lists at once: that only one of them is denied is bearable.
  'List*': () => problemFrom(world.bedrock.listModels(world.connection(), open())),
  AssumeRole: () => problemFrom(world.bedrock.listModels(assuming(), open())),
}

type Operation = keyof typeof calls

const assuming = () =>
  world.connection({
    endpoint: world.emulator.url,
    credentials: {
      type: 'assume_role',
      role_arn: 'arn:aws:iam::111122223333:role/OutcropBedrock',
      session_name: `wire-${(numbers += 1)}`,
      external_id: 'outcrop-demo',
      source: {
        type: 'access_key',
        access_key_id: 'AKIAEMULATOR00000001',
        secret_access_key: 'emulator-secret-key-do-not-use-elsewhere',
      },
    },
  })

/** What each error means, whichever service says it. */
const meanings: [string, ProblemCode][] = [
  ['AccessDeniedException', 'access-denied'],
  ['NotAuthorized', 'access-denied'],
  ['ModelAccessDenied', 'account-not-enabled'],
  ['InvalidClientTokenId', 'invalid-credentials'],
  ['UnrecognizedClientException', 'invalid-credentials'],
  ['ExpiredTokenException', 'expired-credentials'],
  ['ExpiredToken', 'expired-credentials'],
  ['InvalidSignatureException', 'signature-mismatch'],
  ['SignatureDoesNotMatch', 'signature-mismatch'],
  ['IncompleteSignature', 'signature-mismatch'],
  ['RequestExpired', 'signature-mismatch'],
  ['MissingAuthenticationToken', 'signature-mismatch'],
  ['OptInRequired', 'account-not-enabled'],
  ['FTUFormNotFilled', 'use-case-form-missing'],
  ['MPAgreementBeingCreated', 'agreement-pending'],
  ['ValidationException', 'invalid-request'],
  ['ValidationError', 'invalid-request'],
  ['InvalidArn', 'invalid-request'],
  ['OnDemandNotSupported', 'needs-inference-profile'],
  ['InputTooLong', 'input-too-long'],
  ['ResourceNotFoundException', 'resource-not-found'],
  ['ResourceNotFound', 'resource-not-found'],
  ['EndOfLife', 'resource-not-found'],
  ['ThrottlingException', 'throttled'],
  ['TooManyTokens', 'throttled'],
  ['TooManyTokensPerDay', 'quota-exceeded'],
  ['ServiceQuotaExceededException', 'quota-exceeded'],
  ['ServiceUnavailableException', 'service-unavailable'],
  ['ServiceUnavailable', 'service-unavailable'],
  ['InternalFailure', 'internal-failure'],
  ['InternalServerException', 'internal-failure'],
  ['overloaded_error', 'overloaded'],
  ['ModelErrorException', 'model-error'],
  ['ModelNotReadyException', 'model-not-ready'],
  ['ModelTimeoutException', 'model-timeout'],
  ['ModelStreamErrorException', 'model-error'],
  ['DependencyFailedException', 'dependency-failed'],
  ['BadGatewayException', 'dependency-failed'],
  ['ConflictException', 'conflict'],
]

/** STS has its own words for a role that may not be had; who assumes one has no better name for a refusal. */
const ofSts: [string, ProblemCode][] = [
  ['AccessDenied', 'role-not-assumable'],
  ['ValidationError', 'role-not-assumable'],
  ['MalformedPolicyDocument', 'role-not-assumable'],
  ['PackedPolicyTooLarge', 'session-policy-too-long'],
  ['RegionDisabledException', 'account-not-enabled'],
  ['InvalidClientTokenId', 'invalid-credentials'],
  ['ExpiredTokenException', 'expired-credentials'],
  ['ExpiredToken', 'expired-credentials'],
  ['SignatureDoesNotMatch', 'signature-mismatch'],
  ['IncompleteSignature', 'signature-mismatch'],
  ['RequestExpired', 'signature-mismatch'],
  ['MissingAuthenticationToken', 'signature-mismatch'],
  ['OptInRequired', 'account-not-enabled'],
  ['ServiceUnavailable', 'service-unavailable'],
  ['InternalFailure', 'internal-failure'],
]

/** The problem of a call that is answered with an error, checked against what went over the wire. */
async function met(operation: Operation, error: string): Promise<Problem> {
  world.emulator.faults.set([{ operation, error }])
  world.emulator.calls.clear()
  const problem = await calls[operation]()
  const { status = null, request_id: requestId = null } = problem.aws ?? {}
  expect(world.emulator.calls.recent()).toContainEqual(
    expect.objectContaining({ status, requestId }),
  )
  expect(problem.aws?.message).not.toBe('')
  return problem
}

const asked: Operation[] = ['Converse', 'InvokeModel', 'InvokeFlow', 'InvokeAgent', 'GetPrompt', 'List*'] // prettier-ignore

describe.each(asked)('answered to %s', (operation) => {
  test.each(meanings)('%s is %s', async (error, code) => {
    expect((await met(operation, error)).code).toBe(code)
  })
})

describe('answered to AssumeRole', () => {
  test.each(ofSts)('%s is %s', async (error, code) => {
    expect((await met('AssumeRole', error)).code).toBe(code)
  })
})
