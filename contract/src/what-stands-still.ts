import { problemTable, type ProblemCode } from './problem-codes.ts'

/** Somebody must change these in AWS before one model, prompt, flow or agent can be called. */
const ofOneTarget: ReadonlySet<ProblemCode> = new Set([
  'access-denied',
  'account-not-enabled',
  'use-case-form-missing',
])

/**
 * What waits after a failure until somebody has acted: `provider` when no call of it can work, `target`
 * when nothing but what was called is in question, null when each run decides for itself. A role behind
 * a flow or an agent stops nothing: it may be denied on one way through it and not on another.
 */
export function whatStandsStill(code: ProblemCode): 'provider' | 'target' | null {
  if (code === 'role-not-assumable' || problemTable[code].class === 'credentials') return 'provider'
  return ofOneTarget.has(code) ? 'target' : null
}
