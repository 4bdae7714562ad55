import { problemCodes, problemTable, type ProblemCode } from '@outcrop/contract'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { problemsPage } from './problems-page.ts'

const page = new URL('../../../../docs/guide/problems.md', import.meta.url)

it('is what the documentation holds (node --import tsx scripts/problems-page.ts writes it)', () => {
  expect(readFileSync(page, 'utf8')).toBe(problemsPage())
})

it('tells of every code once', () => {
  for (const code of problemCodes) {
    expect(problemsPage().split(`Code \`${code}\`.`), code).toHaveLength(2)
  }
})

it.each([
  'AccessDeniedException', 'NotAuthorized', 'AccessDenied', 'InvalidClientTokenId', 'UnrecognizedClientException',
  'ExpiredTokenException', 'ExpiredToken', 'InvalidSignatureException', 'SignatureDoesNotMatch',
  'IncompleteSignature', 'RequestExpired', 'MissingAuthenticationToken', 'OptInRequired', 'FTUFormNotFilled',
  'MPAgreementBeingCreated', 'ValidationException', 'ValidationError', 'ResourceNotFound',
  'ResourceNotFoundException', 'ThrottlingException', 'ServiceQuotaExceededException', 'ServiceUnavailable',
  'ServiceUnavailableException', 'InternalFailure', 'InternalServerException', 'Overloaded_error',
  'ModelErrorException', 'ModelNotReadyException', 'ModelTimeoutException', 'ModelStreamErrorException',
  'DependencyFailedException', 'BadGatewayException', 'ConflictException',
])('names %s, as AWS documents it', (name) => {
  expect(problemsPage()).toContain(`\`${name}\``)
}) // prettier-ignore

/** The headings under which guides of comparable products list errors, and what each must lead to. */
it.each<[string, ProblemCode[]]>([
  ['Access Denied', ['access-denied']],
  ['Not authorized to perform', ['access-denied', 'role-behind-denied']],
  ['Invalid ARN format', ['wrong-target']],
  ['Resource not found', ['resource-not-found', 'wrong-target']],
  ['Could not connect to endpoint', ['cannot-connect']],
  ['Timeout of a call', ['attempt-timeout', 'model-timeout']],
  ['Agent execution timed out', ['attempt-timeout']],
  ['Alias has no associated version', ['agent-not-ready']],
  ['behaves unexpectedly', ['agent-not-ready']],
  ['on-demand throughput', ['needs-inference-profile']],
  ['`AccessDeniedException`', ['access-denied', 'role-behind-denied', 'account-not-enabled']],
  ['`NotAuthorized`', ['access-denied']],
  ['`InvalidClientTokenId`', ['invalid-credentials']],
  ['`UnrecognizedClientException`', ['invalid-credentials']],
  ['`ExpiredTokenException`', ['expired-credentials']],
  ['`OptInRequired`', ['account-not-enabled']],
  ['`FTUFormNotFilled`', ['use-case-form-missing']],
  ['`ValidationException`', ['invalid-request', 'input-too-long', 'sampling-refused']],
  ['`ValidationError`', ['invalid-request']],
  ['`ResourceNotFound`', ['resource-not-found']],
  ['`ResourceNotFoundException`', ['resource-not-found']],
  ['`ThrottlingException`', ['throttled', 'quota-exceeded']],
  ['`ServiceQuotaExceededException`', ['quota-exceeded']],
  ['`ServiceUnavailable`', ['service-unavailable']],
  ['`InternalFailure`', ['internal-failure']],
  ['`InternalServerException`', ['internal-failure']],
  ['`ModelErrorException`', ['model-error']],
  ['`ModelNotReadyException`', ['model-not-ready']],
  ['`ModelTimeoutException`', ['model-timeout']],
])('leads from %s to what it is', (words, codes) => {
  const line = problemsPage().split('\n').find((each) => each.startsWith('| ') && each.includes(words)) ?? '' // prettier-ignore
  for (const code of codes) expect(line).toContain(`[${problemTable[code].title}](#`)
})

it('has a heading of its own for each link', () => {
  const headings = problemsPage().split('\n').filter((line) => line.startsWith('#')) // prettier-ignore
  const anchors = headings.map(
    (line) =>
    line.replace(/^#+ /, '').toLowerCase().replaceAll(/[^\w -]/g, '').replaceAll(' ', '-'), // prettier-ignore
  )
  const links = [...problemsPage().matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor)
  expect(links.length).toBeGreaterThan(60)
  for (const link of links) expect(anchors.filter((each) => each === link)).toEqual([link])
})

it('says what stands still until somebody has acted', () => {
  expect(problemsPage()).toContain('Code `invalid-credentials`. Who must act: the operator of Outcrop. Not tried again. All runs of the provider wait') // prettier-ignore
  expect(problemsPage()).toContain('Code `throttled`. Who must act: nobody: it passes. Tried again.\n') // prettier-ignore
})
