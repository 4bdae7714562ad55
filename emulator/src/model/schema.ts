import { z } from 'zod'
import type { Json, JsonObject } from '../json.ts'

/** The part of JSON Schema that filling understands. Unknown keywords are ignored. */
export type Schema = {
  type?: string | string[] | undefined
  const?: Json | undefined
  enum?: Json[] | undefined
  properties?: Record<string, Schema> | undefined
  required?: string[] | undefined
  items?: Schema | undefined
  anyOf?: Schema[] | undefined
  oneOf?: Schema[] | undefined
  allOf?: Schema[] | undefined
  $ref?: string | undefined
  format?: string | undefined
  minimum?: number | undefined
  maximum?: number | undefined
  exclusiveMinimum?: number | undefined
  exclusiveMaximum?: number | undefined
  multipleOf?: number | undefined
  minItems?: number | undefined
  maxItems?: number | undefined
  uniqueItems?: boolean | undefined
  minLength?: number | undefined
  maxLength?: number | undefined
  description?: string | undefined
}

const number = z.number().optional().catch(undefined)
const count = z.int().min(0).optional().catch(undefined)
const json = z.custom<Json>((value) => value !== undefined)

const schemaSchema: z.ZodType<Schema> = z.object({
  type: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
  const: json.optional(),
  enum: z.array(json).min(1).optional().catch(undefined),
  get properties() {
    return z.record(z.string(), schemaSchema).optional().catch(undefined)
  },
  required: z.array(z.string()).optional().catch(undefined),
  get items() {
    return schemaSchema.optional().catch(undefined)
  },
  get anyOf() {
    return z.array(schemaSchema).min(1).optional().catch(undefined)
  },
  get oneOf() {
    return z.array(schemaSchema).min(1).optional().catch(undefined)
  },
  get allOf() {
    return z.array(schemaSchema).optional().catch(undefined)
  },
  $ref: z.string().optional().catch(undefined),
  format: z.string().optional().catch(undefined),
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: number,
  minItems: count,
  maxItems: count,
  uniqueItems: z.boolean().optional().catch(undefined),
  minLength: count,
  maxLength: count,
  description: z.string().optional().catch(undefined),
})

const read = new WeakMap<JsonObject, Schema>()

/** Reads a JSON Schema leniently: a keyword that makes no sense is as if absent. */
export function readSchema(source: JsonObject): Schema {
  const known = read.get(source)
  if (known) return known
  const schema = schemaSchema.parse(source)
  read.set(source, schema)
  return schema
}
