import type { FieldSchema } from './field-schema.ts'

export type FieldKind =
  | 'provider'
  | 'agent'
  | 'model'
  | 'guardrail'
  | 'parameters'
  | 'switch'
  | 'number'
  | 'choice'
  | 'tags'
  | 'text'
  | 'template'
  | 'object'
  | 'rows'
  | 'json'

/** Longer texts than this are written in an editor of several lines. */
const oneLine = 9999

/** Which control a member of an input gets. Its schema alone decides, and for three of them its name. */
export function kindOfField(name: string, schema: FieldSchema): FieldKind {
  if (schema.pattern?.startsWith('^prv_') === true) return 'provider'
  if (schema.pattern?.startsWith('^agt_') === true) return 'agent'
  if (name === 'model' && schema.type === 'string') return 'model'
  if (name === 'guardrail' && schema.nullable === true) return 'guardrail'
  if (name === 'parameters' && schema.items?.properties?.from) return 'parameters'
  if (schema.enum) return 'choice'
  if (isTemplate(schema)) return 'template'
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- a schema may say any type, or none
  switch (schema.type) {
    case 'boolean':
      return 'switch'
    case 'integer':
    case 'number':
      return 'number'
    case 'string':
      return 'text'
    case 'object':
      return schema.properties ? 'object' : 'json'
    case 'array':
      return kindOfList(schema.items)
    default:
      return 'json'
  }
}

function isTemplate({ type, maxLength = 0, format, anyOf }: FieldSchema): boolean {
  if (format === 'liquid') return true
  return (type === 'string' && maxLength > oneLine) || (anyOf?.some(isTemplate) ?? false)
}

function kindOfList(items: FieldSchema | undefined): FieldKind {
  if (items?.type === 'string') return 'tags'
  return items?.type === 'object' && items.properties ? 'rows' : 'json'
}
