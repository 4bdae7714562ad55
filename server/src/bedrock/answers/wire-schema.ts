import { isJsonObject, type JsonSchema } from './json-schema.ts'
import { resolvePointer } from './resolve-pointer.ts'

const keptFormats = new Set<unknown>(
  'date-time time date duration email hostname uri ipv4 ipv6 uuid'.split(' '),
)

/** Rules that AWS does not take and that can be told to the model in words instead. */
const told: Readonly<Record<string, string>> = {
  minimum: 'at least',
  exclusiveMinimum: 'more than',
  maximum: 'at most',
  exclusiveMaximum: 'less than',
  multipleOf: 'a multiple of',
  minLength: 'characters at least:',
  maxLength: 'characters at most:',
  minItems: 'items at least:',
  maxItems: 'items at most:',
}

/** References are written out, and a schema that refers to much can become much larger. */
const mostParts = 2000

interface Place {
  readonly root: JsonSchema
  /** References that are being written out, to notice a schema that contains itself. */
  readonly within: readonly string[]
  readonly budget: { left: number }
}

/**
 * The schema in the subset that AWS accepts: without bounds, lengths and references, with closed
 * objects. What it drops is still enforced here, on the answer. Null when the subset cannot say it:
 * recursion, and open objects, because a model that is held to a closed one would leave out members.
 */
export function wireSchema(schema: JsonSchema): JsonSchema | null {
  return reduce(schema, { root: schema, within: [], budget: { left: mostParts } })
}

function reduce(schema: unknown, place: Place): JsonSchema | null {
  const { budget } = place
  budget.left -= 1
  if (!isJsonObject(schema) || budget.left < 0 || schema['allOf'] !== undefined) return null
  if (typeof schema['$ref'] === 'string') return reduceReference(schema, schema['$ref'], place)
  const choices = alternatives(schema)
  if (choices) {
    const reduced = all(choices.map((choice) => reduce(choice, place)))
    return reduced && { ...description(schema), anyOf: reduced }
  }
  const values = allowedValues(schema)
  const { type } = schema
  if (type === undefined) return values && { ...description(schema), ...values }
  const base = { type, ...description(schema), ...values, ...format(schema) }
  const types: unknown[] = Array.isArray(type) ? type : [type]
  const items = types.includes('array') ? reduceItems(schema, place) : {}
  const members = types.includes('object') ? reduceMembers(schema, place) : {}
  return items && members && { ...base, ...items, ...members }
}

function reduceReference(schema: JsonSchema, reference: string, place: Place): JsonSchema | null {
  if (place.within.includes(reference)) return null
  const target = resolvePointer(reference, place.root)
  if (target === undefined) return null
  const reduced = reduce(target, { ...place, within: [...place.within, reference] })
  return reduced && { ...reduced, ...description(schema) }
}

function alternatives({ anyOf, oneOf }: JsonSchema): unknown[] | undefined {
  const choices: unknown = anyOf ?? oneOf
  return Array.isArray(choices) ? choices.map((choice: unknown) => choice) : undefined
}

function reduceItems({ items, minItems }: JsonSchema, place: Place): JsonSchema | null {
  const least = typeof minItems === 'number' && minItems > 0 ? { minItems: 1 } : {}
  if (!isJsonObject(items)) return least
  const reduced = reduce(items, place)
  return reduced && { items: reduced, ...least }
}

function reduceMembers(schema: JsonSchema, place: Place): JsonSchema | null {
  const { properties, required, additionalProperties, patternProperties } = schema
  const isOpen = (additionalProperties ?? false) !== false || patternProperties !== undefined
  if (isOpen || !isJsonObject(properties) || Object.keys(properties).length === 0) return null
  const names = Object.keys(properties)
  const reduced = all(names.map((name) => reduce(properties[name], place)))
  return (
    reduced && {
      properties: Object.fromEntries(names.map((name, index) => [name, reduced[index]])),
      required: Array.isArray(required) ? required : [],
      additionalProperties: false,
    }
  )
}

function allowedValues({ enum: choices, const: only }: JsonSchema): JsonSchema | null {
  if (only !== undefined && !isNested(only)) return { const: only }
  if (Array.isArray(choices) && !choices.some(isNested)) return { enum: choices }
  return null
}

const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null

function format({ format: name }: JsonSchema): JsonSchema {
  return keptFormats.has(name) ? { format: name } : {}
}

function description(schema: JsonSchema): JsonSchema {
  const rules = Object.entries(told).flatMap(([keyword, words]) =>
    typeof schema[keyword] === 'number' ? [`${words} ${schema[keyword]}`] : [],
  )
  const text = typeof schema['description'] === 'string' ? [schema['description']] : []
  const parts = rules.length > 0 ? [...text, `(${rules.join(', ')})`] : text
  return parts.length > 0 ? { description: parts.join(' ') } : {}
}

function all<T>(list: readonly (T | null)[]): T[] | null {
  const present = list.filter((each) => each !== null)
  return present.length === list.length ? present : null
}
