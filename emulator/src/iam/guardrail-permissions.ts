import { z } from 'zod'
import { isJsonObject, parseJsonBytes, type Json } from '../json.ts'
import type { Call } from '../operations/operation.ts'
import { guardrailPermission } from './guardrail-permission.ts'
import type { Permission } from './permission.ts'

const guarded = z.looseObject({
  guardrailConfig: z.looseObject({ guardrailIdentifier: z.string() }),
})

/** What a guardrail on a call to a model needs; nothing when the call has none. */
export function guardrailPermissions(call: Call): Permission[] {
  const { data } = guarded.safeParse(bodyOf(call))
  const identifier =
    call.header('x-amzn-bedrock-guardrailidentifier') ?? data?.guardrailConfig.guardrailIdentifier
  return identifier === undefined ? [] : [guardrailPermission(identifier, call)]
}

/** A body that is no JSON object has no guardrail; the operation itself refuses it. */
function bodyOf({ body }: Call): Json {
  try {
    const parsed = parseJsonBytes(body)
    return isJsonObject(parsed) ? parsed : {}
  } catch {
    return {}
  }
}
