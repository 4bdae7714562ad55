import { isJsonObject, type JsonSchema } from './json-schema.ts'

/** A schema as a part of a larger one: its own references begin at the place where it is put. */
export function nestedSchema(schema: JsonSchema, place: string): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => keyword !== '$schema' && keyword !== '$id')
      .map(([keyword, value]) => [keyword, moved(keyword, value, place)]),
  )
}

/** Keywords whose members are schemas by name, so that the names are not keywords. */
const maps = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
])

function moved(keyword: string, value: unknown, place: string): unknown {
  if (keyword === '$ref' && typeof value === 'string' && value.startsWith('#')) {
    return `${place}${value.slice(1)}`
  }
  // What only looks like a schema, because it is an allowed value, stays as it is.
  if (keyword === 'enum' || keyword === 'const' || keyword === 'default') return value
  const part = (one: unknown): unknown => (isJsonObject(one) ? nestedSchema(one, place) : one)
  if (Array.isArray(value)) return value.map(part)
  if (!maps.has(keyword) || !isJsonObject(value)) return part(value)
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, part(one)]))
}
