import { z } from 'zod'
import { parseJson, type Json } from '../json.ts'
import { AwsError } from '../wire/aws-error.ts'
import { policySchema, type Policy } from './policy-schema.ts'

/** The policy that narrows a role session. Throws MalformedPolicyDocument. */
export function readSessionPolicy(text: string): Policy {
  const parsed = policySchema.safeParse(jsonOf(text))
  if (parsed.success) return parsed.data
  throw malformed(z.prettifyError(parsed.error).replace(/\s*\n\s*/g, ' '))
}

function jsonOf(text: string): Json {
  try {
    return parseJson(text)
  } catch {
    throw malformed('This policy contains invalid Json')
  }
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', 400, message)
}
