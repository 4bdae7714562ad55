import type { ConverseRequest } from '../converse/request.ts'
import type { Shield } from '../guardrails/ask-guarded.ts'
import { findGuardrail } from '../guardrails/find-guardrail.ts'
import type { Scope } from '../guardrails/with-undetected.ts'
import { validationError } from '../wire/aws-error.ts'
import type { Call } from './operation.ts'

type Place = Pick<Call, 'account' | 'region'>

/** The guardrail of a Converse request. Throws AwsError when there is none such. */
export function converseShield(
  { guardrailConfig, system, messages }: ConverseRequest,
  place: Place,
): Shield | undefined {
  if (!guardrailConfig) return undefined
  const { guardrailIdentifier, guardrailVersion, trace } = guardrailConfig
  const blocks = [...system, ...messages.flatMap(({ content }) => content)]
  return {
    guard: find(place, guardrailIdentifier, guardrailVersion),
    marked: blocks.flatMap(({ guardContent }) => guardContent?.text?.text ?? []),
    trace: scopes[trace],
  }
}

/** The guardrail that the headers of InvokeModel ask for. Throws AwsError when there is none such. */
export function invokeShield(call: Call): Shield | undefined {
  const identifier = call.header('x-amzn-bedrock-guardrailidentifier')
  const version = call.header('x-amzn-bedrock-guardrailversion')
  if (identifier === undefined && version === undefined) return undefined
  if (!(call.header('content-type') ?? '').startsWith('application/json')) {
    throw validationError('The content type must be application/json when a guardrail is used.')
  }
  const trace = call.header('x-amzn-bedrock-trace')?.toLowerCase() ?? 'disabled'
  const scope = Object.hasOwn(scopes, trace) ? scopes[trace] : undefined
  return { guard: find(call, identifier, version), marked: [], trace: scope }
}

const scopes: Readonly<Record<string, Scope | undefined>> = {
  enabled: 'INTERVENTIONS',
  enabled_full: 'FULL',
  disabled: undefined,
}

function find(place: Place, id: string | undefined, version: string | undefined): Shield['guard'] {
  if (id === undefined || version === undefined) {
    throw validationError('guardrailIdentifier and guardrailVersion must be given together.')
  }
  return findGuardrail(place, id, version)
}
