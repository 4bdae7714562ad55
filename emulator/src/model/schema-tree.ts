import { isJsonObject, type Json, type JsonObject } from '../json.ts'

/** The schema that an internal reference such as `#/$defs/item` names. */
export function resolveRef(ref: string, root: JsonObject): JsonObject | undefined {
  const steps = ref.slice(1).split('/').filter(Boolean)
  let place: Json | undefined = root
  for (const step of steps) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    place = isJsonObject(place) && Object.hasOwn(place, key) ? place[key] : undefined
  }
  return isJsonObject(place) ? place : undefined
}

/** The schemas that a value must satisfy because of this one, without its definitions. */
export function usedSchemas(schema: JsonObject): Json[] {
  const properties = isJsonObject(schema.properties) ? Object.values(schema.properties) : []
  const items = schema.items === undefined ? [] : [schema.items]
  return [...properties, ...items, ...listOf(schema.anyOf), ...listOf(schema.allOf)]
}

/** The definitions of a schema, whether used or not. */
export function definedSchemas({ $defs, definitions }: JsonObject): Json[] {
  return [$defs, definitions].filter(isJsonObject).flatMap((map) => Object.values(map))
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}
