import type { Call } from '../operations/operation.ts'
import { calledWith } from './called-with.ts'
import { guardrailPermission } from './guardrail-permission.ts'
import type { Permission } from './permission.ts'

/** What a guardrail on a call to a model needs; nothing when the call has none. */
export function guardrailPermissions(call: Call): Permission[] {
  const { guardrail } = calledWith(call)
  return guardrail === undefined ? [] : [guardrailPermission(guardrail.id, call)]
}
