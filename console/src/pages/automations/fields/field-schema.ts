import { z } from 'zod'

export interface FieldSchema {
  readonly type?: string | undefined
  readonly title?: string | undefined
  readonly description?: string | undefined
  readonly default?: unknown
  readonly enum?: readonly string[] | undefined
  readonly pattern?: string | undefined
  readonly format?: string | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly maxLength?: number | undefined
  readonly properties?: Readonly<Record<string, FieldSchema>> | undefined
  readonly required?: readonly string[] | undefined
  readonly items?: FieldSchema | undefined
  /** Null is another choice beside what the rest describes. */
  readonly nullable?: boolean | undefined
  readonly anyOf?: readonly FieldSchema[] | undefined
  /** The members beside it, with the values of them, that it belongs to. */
  readonly only_with?: Readonly<Record<string, string>> | undefined
}

/** A choice that one control can offer is that one: something or null, or texts of several patterns. */
function asOne({ anyOf, ...schema }: FieldSchema): FieldSchema {
  const choices = anyOf?.filter(({ type }) => type !== 'null') ?? []
  const [first] = choices
  if (first && choices.length === 1) {
    return { ...first, ...schema, ...(choices.length < (anyOf?.length ?? 0) && { nullable: true }) }
  }
  const areTexts = choices.length > 0 && choices.every(({ type }) => type === 'string')
  return areTexts ? { ...schema, type: 'string' } : { ...schema, ...(anyOf && { anyOf }) }
}

const fieldSchema: z.ZodType<FieldSchema> = z.lazy(() => members.transform(asOne))

const members = z.object({
  type: z.string().optional().catch(undefined),
  title: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.string()).optional().catch(undefined),
  pattern: z.string().optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  properties: z.record(z.string(), fieldSchema).optional(),
  required: z.array(z.string()).optional(),
  items: fieldSchema.optional().catch(undefined),
  anyOf: z.array(fieldSchema).optional(),
  only_with: z.record(z.string(), z.string()).optional(),
})

/** The JSON Schema of an input as far as a form needs it; what it does not know is edited as JSON. */
export function readFieldSchema(schema: Readonly<Record<string, unknown>>): FieldSchema {
  return fieldSchema.safeParse(schema).data ?? {}
}
