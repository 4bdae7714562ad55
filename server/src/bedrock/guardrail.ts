import { parseArn } from './arn.ts'
import { checkPlace, type Place } from './check-place.ts'
import { looksLikeArn } from './looks-like-arn.ts'
import { notTheArn, shortened, wrongTarget } from './wrong-target.ts'

/** What stands before and after a model. */
export interface Guardrail {
  /** Id or ARN. */
  readonly id: string
  /** A number, or DRAFT. */
  readonly version: string
}

/** The guardrail as AWS takes it. Throws `wrong-target` for what cannot be one of this provider. */
export function guardrailTarget(
  { id, version }: Guardrail,
  place: Place,
): { guardrailIdentifier: string; guardrailVersion: string } {
  const name = id.trim()
  if (looksLikeArn(name)) checkArn(name, place)
  else if (!/^[a-z0-9]+$/.test(name)) {
    throw wrongTarget(
      `"${shortened(name)}" cannot be a guardrail: ids have small letters and digits only.`,
      'Copy the id or the ARN from the overview of the guardrail in the Bedrock console.',
    )
  }
  if (!/^(DRAFT|[1-9]\d{0,7})$/.test(version)) {
    throw wrongTarget(
      `"${shortened(version)}" is no version of a guardrail.`,
      'Write the number of a version, or DRAFT.',
    )
  }
  return { guardrailIdentifier: name, guardrailVersion: version }
}

function checkArn(name: string, place: Place): void {
  const arn = parseArn(name)
  if (arn?.kind !== 'guardrail') {
    throw notTheArn(
      name,
      'the ARN of a guardrail',
      'It looks like arn:aws:bedrock:us-east-1:111122223333:guardrail/abc123. The version has a field of its own.',
    )
  }
  // Guardrails can be shared between accounts, but not between regions.
  checkPlace(name, arn, place)
}
