import { isDeeper } from './is-deeper.ts'
import { isJsonObject, type JsonSchema } from './json-schema.ts'
import { nestedSchema } from './nested-schema.ts'
import { resolvePointer } from './resolve-pointer.ts'
import { createValidators } from './validators.ts'

const longest = 20_000
const deepest = 30

/** Why a JSON Schema of an author cannot be used, as a sentence; undefined when it can. */
export function schemaFault(schema: JsonSchema): string | undefined {
  const text = JSON.stringify(schema)
  if (text.length > longest) return `The schema is longer than ${longest} characters.`
  if (isDeeper(schema, deepest)) return `The schema is nested more than ${deepest} levels deep.`
  const lost = referencesIn(schema).find((each) => resolvesTo(each, schema) === undefined)
  if (lost !== undefined) {
    return `The reference "${lost}" leads nowhere. References must begin with # and stay inside of this schema.`
  }
  try {
    createValidators().compile(nestedSchema(schema, '#'))
    return undefined
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason'
    return `This is not a valid JSON Schema: ${reason.slice(0, 300)}.`
  }
}

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (!isJsonObject(value)) return []
  const own = typeof value['$ref'] === 'string' ? [value['$ref']] : []
  return [...own, ...Object.values(value).flatMap(referencesIn)]
}

function resolvesTo(reference: string, schema: JsonSchema): unknown {
  try {
    return resolvePointer(reference, schema)
  } catch {
    // A stray % is no escape.
    return undefined
  }
}
