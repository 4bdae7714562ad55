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
  return new AwsError(code, 403, `User: ${refused.caller} ${denialText(refused)}`)
}

/** What follows the name of who was refused. */
export function denialText(refused: Omit<Refused, 'caller'>): string {
  const { action, resource } = refused
  return `is not authorized to perform: ${action} on resource: ${resource} ${reason(refused)}`
}

function reason({ action, decision, by }: Omit<Refused, 'caller'>): string {
  if (decision === 'denied') return `with an explicit deny in ${article(by)} ${by}`
  return `because no ${by} allows the ${action} action`
}

function article(kind: PolicyKind): string {
  return kind === 'identity-based policy' ? 'an' : 'a'
}
