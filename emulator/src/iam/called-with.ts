import { z } from 'zod'
import { isJsonObject, parseJsonBytes, type Json } from '../json.ts'
import type { Call } from '../operations/operation.ts'

const converse = z.looseObject({
  guardrailConfig: z
    .looseObject({ guardrailIdentifier: z.string(), guardrailVersion: z.string().optional() })
    .optional()
    .catch(undefined),
  serviceTier: z.looseObject({ type: z.string() }).optional().catch(undefined),
})

export type CalledWith = {
  guardrail: { id: string; version: string } | undefined
  serviceTier: string | undefined
}

/** What a call to a model wants beside the model, as far as IAM has a say in it. */
export function calledWith(call: Call): CalledWith {
  const { guardrailConfig, serviceTier } = converse.parse(bodyOf(call))
  const id = call.header('x-amzn-bedrock-guardrailidentifier') ?? guardrailConfig?.guardrailIdentifier // prettier-ignore
  const version = call.header('x-amzn-bedrock-guardrailversion') ?? guardrailConfig?.guardrailVersion // prettier-ignore
  return {
    guardrail: id === undefined ? undefined : { id, version: version ?? 'DRAFT' },
    serviceTier: call.header('x-amzn-bedrock-service-tier') ?? serviceTier?.type,
  }
}

/** A body that is no JSON object wants nothing; the operation itself refuses it. */
function bodyOf({ body }: Call): Json {
  try {
    const parsed = parseJsonBytes(body)
    return isJsonObject(parsed) ? parsed : {}
  } catch {
    return {}
  }
}
