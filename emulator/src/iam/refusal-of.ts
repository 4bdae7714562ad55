import type { Credential } from '../accounts/credential.ts'
import { decide, type AccessRequest, type Decision } from './decide.ts'
import type { PolicyKind } from './denial.ts'

export type RefusedBy = { decision: Exclude<Decision, 'allowed'>; by: PolicyKind }

/**
 * Which of a caller's policies refuses a request; undefined when none does. A caller without
 * policies may do everything, because an emulator that nobody configured shall just work.
 */
export function refusalOf(
  { policies, sessionPolicies }: Pick<Credential, 'policies' | 'sessionPolicies'>,
  request: AccessRequest,
): RefusedBy | undefined {
  const sets = [
    { by: 'identity-based policy', policies },
    { by: 'session policy', policies: sessionPolicies },
  ] as const
  for (const { by, policies: given } of sets) {
    const decision = given ? decide(given, request) : 'allowed'
    if (decision !== 'allowed') return { decision, by }
  }
  return undefined
}
