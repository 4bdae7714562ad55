import type { GuardrailKind } from '../guardrail-choice.tsx'
import type { FieldSchema } from './field-schema.ts'
import { blankObject } from './new-input.ts'

/** What the guardrail of an input says: left out is as the service has it, null is none. */
export function guardrailKind(value: unknown): GuardrailKind {
  if (value === undefined) return 'service'
  return value === null ? 'none' : 'own'
}

/** The guardrail of an input that says so. Without a service, none is simply left out. */
export function guardrailOf(
  kind: GuardrailKind,
  schema: FieldSchema,
  hasService: boolean,
): unknown {
  if (kind === 'own') return blankObject(schema)
  return kind === 'none' && hasService ? null : undefined
}
