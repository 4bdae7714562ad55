import type { ErrorObject, ValidateFunction } from 'ajv'
import { LRUCache } from 'lru-cache'
import type { JsonSchema } from './json-schema.ts'
import { createValidators } from './validators.ts'

const shown = 5

const ajv = createValidators()

/** Steps share few schemas, and compiling one costs as much as hundreds of answers. */
const compiled = new LRUCache<string, ValidateFunction>({ max: 500 })

/** What is wrong with a value, as readable sentences; empty when it satisfies the schema. */
export function complaintsAbout(value: unknown, schema: JsonSchema): string[] {
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
  if (keyword === 'pattern' && params['pattern'] === '\\S')
    return `${place || 'it'} must not be empty`
  return `${place || 'it'} ${message ?? 'is not valid'}`
}

function nameOf(params: Record<string, unknown>, key: string, place: string): string {
  const name = String(params[key]).slice(0, 100)
  return `"${place === '' ? name : `${place}.${name}`}"`
}

function choicesOf({ allowedValues }: Record<string, unknown>): string {
  return Array.isArray(allowedValues) ? allowedValues.map((each) => `"${each}"`).join(', ') : '…'
}
