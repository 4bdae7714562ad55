import type { z } from 'zod'
import { parseJsonBytes, type Json } from '../json.ts'
import { AwsError, validationError } from '../wire/aws-error.ts'

/** Reads a JSON body with a schema. Throws the AwsError of AWS when it does not fit. */
export function parseBody<Schema extends z.ZodType>(body: Buffer, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(readJson(body))
  if (parsed.success) return parsed.data
  throw constraintError(parsed.error.issues)
}

function readJson(body: Buffer): Json {
  if (body.length === 0) return {}
  try {
    return parseJsonBytes(body)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const message = `The request body is not valid JSON. ${reason}`
    throw new AwsError('SerializationException', 400, message)
  }
}

/** AWS lists broken constraints in one sentence. */
export function constraintError(issues: readonly z.core.$ZodIssue[]): AwsError {
  const count = issues.length
  const fields = issues.map((issue) => ({
    name: issue.path.map(String).join('.'),
    message: constraint(issue),
  }))
  const complaints = fields.map(
    ({ name, message }) => `Value at '${name}' failed to satisfy constraint: ${message}`,
  )
  const noun = count === 1 ? 'error' : 'errors'
  return validationError(`${count} validation ${noun} detected: ${complaints.join('; ')}`, fields)
}

function constraint(issue: z.core.$ZodIssue): string {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the other kinds speak for themselves
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `Member must have value less than or equal to ${issue.maximum}`
        : `Member must have length less than or equal to ${issue.maximum}`
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `Member must have value greater than or equal to ${issue.minimum}`
        : `Member must have length greater than or equal to ${issue.minimum}`
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.join(', ')}]`
    case 'invalid_type':
      return issue.input === undefined
        ? 'Member must not be null'
        : `Member must be a ${issue.expected}`
    default:
      return issue.message
  }
}
