import { AwsError } from '../wire/aws-error.ts'
import type { Decision } from './decide.ts'

export type PolicyKind = 'identity-based policy' | 'session policy'

export type Refused = {
  caller: string
  action: string
  resource: string
  decision: Exclude<Decision, 'allowed'>
  by: PolicyKind
}

/** AWS's refusal of an action, which says what was missing or forbidden. */
export function denial(refused: Refused, code = 'AccessDeniedException'): AwsError {
  const { caller, action, resource } = refused
  const message = `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} ${reason(refused)}`
  return new AwsError(code, 403, message)
}

function reason({ action, decision, by }: Refused): string {
  if (decision === 'denied') return `with an explicit deny in ${article(by)} ${by}`
  return `because no ${by} allows the ${action} action`
}

function article(kind: PolicyKind): string {
  return kind === 'identity-based policy' ? 'an' : 'a'
}
