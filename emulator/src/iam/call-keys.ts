import type { Call } from '../operations/operation.ts'
import { calledWith } from './called-with.ts'
import { guardrailPermission } from './guardrail-permission.ts'

/** The condition keys of a call to a model: which guardrail stands around it, and its service tier. */
export function callKeys(call: Call): Record<string, string> {
  const { guardrail, serviceTier } = calledWith(call)
  return {
    ...(guardrail && { 'bedrock:GuardrailIdentifier': versioned(guardrail, call) }),
    ...(serviceTier !== undefined && { 'bedrock:ServiceTier': serviceTier }),
  }
}

/** AWS writes the number of a version behind the ARN, and the ARN alone for the draft. */
function versioned({ id, version }: { id: string; version: string }, call: Call): string {
  const { resource } = guardrailPermission(id, call)
  return /^\d+$/.test(version) ? `${resource}:${version}` : resource
}
