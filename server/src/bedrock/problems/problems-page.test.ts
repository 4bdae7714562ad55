import { problemCodes } from '@outcrop/contract'
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
