import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { isRecursive } from './is-recursive.ts'
import { modelError } from './model-error.ts'
import { definedSchemas, resolveRef, usedSchemas } from './schema-tree.ts'

const types = new Set<Json>(['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'])

const keywords = new Set(
  '$schema $id $ref $defs definitions $comment title description default examples deprecated type properties required additionalProperties items enum const anyOf allOf format minItems'.split(
    ' ',
  ),
)

const formats = new Set<Json>(
  'date-time time date duration email hostname uri ipv4 ipv6 uuid'.split(' '),
)

/**
 * Throws the ValidationException of AWS when a schema leaves the subset of JSON Schema that
 * structured output accepts. `name` is the field that AWS blames.
 */
export function checkSchema(schema: JsonObject, name: string): void {
  const complaint = findComplaint(schema, schema) ?? recursion(schema)
  if (complaint === undefined) return
  throw modelError(`${name}: ${complaint}`)
}

function recursion(schema: JsonObject): string | undefined {
  return isRecursive(schema) ? 'Recursive schemas are not supported' : undefined
}

function findComplaint(schema: Json, root: JsonObject): string | undefined {
  if (!isJsonObject(schema)) return 'Every schema must be a JSON object'
  const own =
    typeComplaint(schema) ??
    keywordComplaint(schema) ??
    valueComplaint(schema) ??
    refComplaint(schema, root)
  if (own !== undefined) return own
  for (const child of [...usedSchemas(schema), ...definedSchemas(schema)]) {
    const complaint = findComplaint(child, root)
    if (complaint !== undefined) return complaint
  }
  return undefined
}

function typesOf({ type = [] }: JsonObject): Json[] {
  return Array.isArray(type) ? type : [type]
}

function typeName(schema: JsonObject): string {
  return typesOf(schema).map(shown).join(' or ') || 'any'
}

function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function typeComplaint(schema: JsonObject): string | undefined {
  return typesOf(schema).every((type) => types.has(type))
    ? undefined
    : `Unknown type '${typeName(schema)}'`
}

function keywordComplaint(schema: JsonObject): string | undefined {
  const foreign = Object.keys(schema).filter((keyword) => !keywords.has(keyword))
  if (foreign.length === 0) return undefined
  const [noun, verb] = foreign.length === 1 ? ['property', 'is'] : ['properties', 'are']
  return `For '${typeName(schema)}' type, ${noun} ${foreign.map((each) => `'${each}'`).join(', ')} ${verb} not supported`
}

function valueComplaint(schema: JsonObject): string | undefined {
  const { additionalProperties = false, minItems = 0, format } = schema
  if (additionalProperties !== false) {
    return "For 'object' type, 'additionalProperties' must be explicitly set to false"
  }
  if (minItems !== 0 && minItems !== 1) {
    return "For 'array' type, 'minItems' values other than 0 or 1 are not supported"
  }
  if (format !== undefined && !formats.has(format)) {
    return `For 'string' type, format '${shown(format)}' is not supported`
  }
  const members = Array.isArray(schema.enum) ? schema.enum : []
  const isScalar = members.every((member) => member === null || typeof member !== 'object')
  return isScalar ? undefined : "Only scalar values are supported in 'enum'"
}

function refComplaint({ $ref }: JsonObject, root: JsonObject): string | undefined {
  if ($ref === undefined) return undefined
  if (typeof $ref !== 'string' || !$ref.startsWith('#')) {
    return `External '$ref' is not supported: ${shown($ref)}`
  }
  return resolveRef($ref, root) ? undefined : `'$ref' does not resolve: ${$ref}`
}
