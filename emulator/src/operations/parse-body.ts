import type { z } from 'zod'
import { parseJsonBytes, type Json } from '../json.ts'
import { AwsError } from '../wire/aws-error.ts'
import { constraintError } from './constraint-error.ts'

/** Reads a JSON body with a schema. Throws the AwsError of AWS when it does not fit. */
export function parseBody<Schema extends z.ZodType>(body: Buffer, schema: Schema): z.infer<Schema> {
  const request = readJson(body)
  const parsed = schema.safeParse(request)
  if (parsed.success) return parsed.data
  throw constraintError(parsed.error.issues, request)
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
