import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { LRUCache } from 'lru-cache'
import type { JsonSchema } from './json-schema.ts'

const shown = 5
const deepest = 100

// Nothing is coerced or filled in: what the model gave is what is judged.
const ajv = new Ajv({ allErrors: true, strict: false, ownProperties: true })

/** Steps share few schemas, and compiling one costs as much as hundreds of answers. */
const compiled = new LRUCache<string, ValidateFunction>({ max: 500 })

/** What is wrong with a value, as readable sentences; empty when it satisfies the schema. */
export function complaintsAbout(value: unknown, schema: JsonSchema): string[] {
  if (isDeeper(value, deepest)) return [`it is nested more than ${deepest} levels deep`]
  const validate = validatorOf(schema)
  if (validate(value)) return []
  const errors = validate.errors ?? []
  const sentences = errors.slice(0, shown).map(sentenceOf)
  return errors.length > shown ? [...sentences, `and ${errors.length - shown} more`] : sentences
}

function validatorOf(schema: JsonSchema): ValidateFunction {
  const key = JSON.stringify(schema)
  const known = compiled.get(key)
  if (known) return known
  const validate = ajv.compile(schema)
  // The validator keeps what it needs; Ajv's own memory of schemas would grow for ever.
  ajv.removeSchema(schema)
  compiled.set(key, validate)
  return validate
}

function sentenceOf({ keyword, instancePath, params, message }: ErrorObject): string {
  const place = instancePath.slice(1).replaceAll('/', '.').slice(0, 100)
  if (keyword === 'required') return `${nameOf(params, 'missingProperty', place)} is missing`
  if (keyword === 'additionalProperties') {
    return `${nameOf(params, 'additionalProperty', place)} is not asked for`
  }
  if (keyword === 'enum') return `${place || 'it'} must be one of ${choicesOf(params)}`
  if (keyword === 'pattern') return `${place || 'it'} must not be empty`
  return `${place || 'it'} ${message ?? 'is not valid'}`
}

function nameOf(params: Record<string, unknown>, key: string, place: string): string {
  const name = String(params[key]).slice(0, 100)
  return `"${place === '' ? name : `${place}.${name}`}"`
}

function choicesOf({ allowedValues }: Record<string, unknown>): string {
  return Array.isArray(allowedValues) ? allowedValues.map((each) => `"${each}"`).join(', ') : '…'
}

/** Whatever handles the value after this may recurse; deep nesting would end the process. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1))
}
