import type { z } from 'zod'
import { isJsonObject, type Json } from '../json.ts'
import { bodyComplaint } from '../model/body-complaint.ts'
import { malformed } from '../model/malformed.ts'

/**
 * Reads a model's own body. Members that the schema does not know are refused too, unless the format
 * is open to more. Throws the ValidationException of Bedrock.
 */
export function readFamilyBody<Schema extends z.ZodObject>(
  body: Json,
  schema: Schema,
  { isOpen = false }: { isOpen?: boolean } = {},
): z.infer<Schema> {
  const parsed = schema.safeParse(body)
  const strange = isOpen ? [] : strangers(body, schema)
  if (parsed.success && strange.length === 0) return parsed.data
  throw malformed([bodyComplaint(parsed.error?.issues ?? [], body), ...strange].join(''))
}

/** Members that begin like this are for Bedrock itself, in bodies of every family. */
const ofBedrock = 'amazon-bedrock-'

function strangers(body: Json, { shape }: z.ZodObject): string[] {
  if (!isJsonObject(body)) return []
  return Object.keys(body)
    .filter((key) => !Object.hasOwn(shape, key) && !key.startsWith(ofBedrock))
    .map((key) => `#: extraneous key [${key}] is not permitted`)
}

/** Refuses more output tokens than the model can give. */
export function checkMaxTokens(field: string, wanted: number, limit: number): number {
  if (wanted <= limit) return wanted
  throw malformed(`#/${field}: ${wanted} is not less or equal to ${limit}`)
}
