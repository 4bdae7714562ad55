import type { z } from 'zod'
import { constraintError } from './constraint-error.ts'
import type { Call } from './operation.ts'

/** Reads the query with a schema. Throws the ValidationException of AWS when it does not fit. */
export function parseQuery<Schema extends z.ZodType>(call: Call, schema: Schema): z.infer<Schema> {
  const request = Object.fromEntries(call.query())
  const parsed = schema.safeParse(request)
  if (parsed.success) return parsed.data
  throw constraintError(parsed.error.issues, request)
}
