import type { FieldSchema } from './field-schema.ts'

/** The value of a member that nobody has touched; undefined for one that can be left out. */
function blankValue(schema: FieldSchema, isRequired: boolean): unknown {
  if (schema.default !== undefined) return schema.default
  if (!isRequired) return undefined
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- a schema may say any type, or none
  switch (schema.type) {
    case 'object':
      return blankObject(schema)
    case 'array':
      return []
    case 'boolean':
      return false
    case 'integer':
    case 'number':
      return schema.minimum ?? 0
    default:
      return schema.enum?.[0] ?? ''
  }
}

/** An object with every member that has to be there. */
export function blankObject({
  properties = {},
  required = [],
}: FieldSchema): Record<string, unknown> {
  const members = Object.entries(properties).map(([name, schema]) => [name, blankValue(schema, required.includes(name))] as const) // prettier-ignore
  return Object.fromEntries(members.filter(([, value]) => value !== undefined))
}

/** The input of another action, with what the one before it called by the same name. */
export function newInput(
  schema: FieldSchema,
  before: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const known = Object.keys(schema.properties ?? {})
  const kept = Object.entries(before).filter(([name]) => known.includes(name))
  return { ...blankObject(schema), ...Object.fromEntries(kept) }
}
