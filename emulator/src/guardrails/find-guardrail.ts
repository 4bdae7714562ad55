import type { Account } from '../accounts/account-schema.ts'
import { validationError } from '../wire/aws-error.ts'
import type { GuardrailPolicy } from './guardrail-schema.ts'

/** A version of a guardrail, ready to be applied. */
export type Guard = { id: string; arn: string; version: string; policy: GuardrailPolicy }

const identifierPattern =
  /^(?:arn:aws[a-z-]*:bedrock:(?<region>[a-z0-9-]+):(?<owner>\d{12}):guardrail\/)?(?<id>[a-z0-9]+)$/

/** The guardrail that an id or ARN and a version name. Throws the ValidationException of AWS. */
export function findGuardrail(
  { account, region }: { account: Account; region: string },
  identifier: string,
  version: string,
): Guard {
  const named = identifierPattern.exec(identifier)?.groups
  if (!named) throw validationError('The provided guardrail identifier is invalid.')
  const { id = '', owner = account.id } = named
  const own = owner === account.id && (named.region ?? region) === region
  const found = account.guardrails.find((each) => each.id === id && each.region === region)
  const policy = found && Object.hasOwn(found.versions, version) && found.versions[version]
  if (!own || !policy) {
    throw validationError(
      'The guardrail identifier or version provided in the request does not exist.',
    )
  }
  return { id, arn: `arn:aws:bedrock:${region}:${account.id}:guardrail/${id}`, version, policy }
}
