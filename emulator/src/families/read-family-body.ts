import type { z } from 'zod'
import type { Json } from '../json.ts'
import { bodyComplaint } from '../model/body-complaint.ts'
import { malformed } from '../model/malformed.ts'

/** Reads a model's own body. Throws the ValidationException with which Bedrock refuses it. */
export function readFamilyBody<Schema extends z.ZodType>(
  body: Json,
  schema: Schema,
): z.infer<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw malformed(bodyComplaint(parsed.error.issues, body))
}

/** Refuses more output tokens than the model can give. */
export function checkMaxTokens(field: string, wanted: number, limit: number): number {
  if (wanted <= limit) return wanted
  throw malformed(`#/${field}: ${wanted} is not less or equal to ${limit}`)
}
