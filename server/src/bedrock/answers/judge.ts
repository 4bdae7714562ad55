import { coerceValue } from './coerce-value.ts'
import { complaintsAbout } from './complaints.ts'
import { duplicateKey } from './duplicate-key.ts'
import { inexactPart } from './inexact-part.ts'
import { isDeeper } from './is-deeper.ts'
import { isJsonObject, type JsonObject, type JsonSchema } from './json-schema.ts'

export type Judged =
  | { readonly kind: 'object'; readonly value: JsonObject; readonly repaired: boolean }
  | { readonly kind: 'invalid'; readonly complaints: readonly string[] }

const deepest = 100

interface Candidate {
  readonly value: unknown
  /** The JSON text that the value was read from. */
  readonly text: string
  readonly repaired: boolean
}

/** Whether a candidate is an answer: one object, kept exactly, that satisfies the schema. */
export function judge({ value, text, repaired }: Candidate, schema: JsonSchema): Judged {
  if (!isJsonObject(value)) {
    return invalid(`it is the value ${JSON.stringify(value)} instead of one JSON object`)
  }
  // Whatever handles the value after this may recurse; deep nesting would end the process.
  if (isDeeper(value, deepest)) return invalid(`it is nested more than ${deepest} levels deep`)
  const coerced = coerceValue(value, schema)
  const complaints = complaintsAbout(coerced, schema)
  if (complaints.length > 0) return { kind: 'invalid', complaints }
  const twice = duplicateKey(text)
  if (twice !== undefined) return invalid(`"${twice}" is given twice in one object`)
  const inexact = inexactPart(coerced)
  if (inexact !== undefined) return invalid(inexact)
  if (!isJsonObject(coerced)) return invalid('it is not one JSON object')
  return { kind: 'object', value: coerced, repaired: repaired || coerced !== value }
}

const invalid = (complaint: string): Judged => ({ kind: 'invalid', complaints: [complaint] })
