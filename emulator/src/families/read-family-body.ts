import type { z } from 'zod'
import type { Json } from '../json.ts'
import { validationError, type AwsError } from '../wire/aws-error.ts'

/** Reads a model's own body. Throws the ValidationException with which Bedrock refuses it. */
export function readFamilyBody<Schema extends z.ZodType>(
  body: Json,
  schema: Schema,
): z.infer<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw malformed(issue ? complaint(issue) : 'unknown')
}

/** The refusal in the words of the body validator of Bedrock. */
export function malformed(complaint: string): AwsError {
  return validationError(
    `Malformed input request: ${complaint}, please reformat your input and try again.`,
  )
}

function complaint(issue: z.core.$ZodIssue): string {
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined
  const path = issue.path.map(String)
  if (!isMissing) return `#/${path.join('/')}: ${issue.message}`
  const parent = ['#', ...path.slice(0, -1)].join('/')
  return `${parent}: required key [${path.at(-1) ?? ''}] not found`
}

/** Refuses more output tokens than the model can give. */
export function checkMaxTokens(field: string, wanted: number, limit: number): number {
  if (wanted <= limit) return wanted
  throw malformed(`#/${field}: ${wanted} is not less or equal to ${limit}`)
}
