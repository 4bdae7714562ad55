import type { Output, OutputField } from '@outcrop/contract'
import type { JsonSchema } from './json-schema.ts'
import { nestedSchema } from './nested-schema.ts'

/**
 * The JSON Schema of what a step must give; null for plain text. An event may carry more fields than
 * declared, because everything in it reaches the stream, unless its author says otherwise; a
 * structured answer may not.
 */
export function schemaOf(output: Output): JsonSchema | null {
  if (output.type === 'text') return null
  const fields = new Map(output.fields.map((field) => [field.name, fieldSchema(field)]))
  const required = new Set(output.fields.filter((field) => field.required).map(({ name }) => name))
  if (output.type === 'event') {
    fields.set('tealium_event', { ...fields.get('tealium_event'), type: 'string', pattern: '\\S' })
    required.add('tealium_event')
  }
  return {
    type: 'object',
    properties: Object.fromEntries(fields),
    required: [...required],
    additionalProperties: output.type === 'event' && output.other_fields !== false,
  }
}

function fieldSchema({ name, type, description, minimum, maximum, choices, schema }: OutputField): JsonSchema {
  const isNumber = type === 'integer' || type === 'number'
  return {
    ...(schema && nestedSchema(schema, `#/properties/${name}`)),
    type,
    ...(description !== '' && { description }),
    ...(isNumber && minimum !== undefined && { minimum }),
    ...(isNumber && maximum !== undefined && { maximum }),
    ...(type === 'string' && choices && { enum: choices }),
    ...(type === 'array' && choices && { items: { type: 'string', enum: choices } }),
  }
} // prettier-ignore
