import type { ProblemCode } from '@outcrop/contract'

/**
 * What somebody must change in AWS before this one model, prompt, flow or agent can be called. A role
 * behind a flow or an agent is not in here: it may be denied on one way through it and not on another.
 */
const denials: ReadonlySet<ProblemCode> = new Set([
  'access-denied',
  'account-not-enabled',
  'use-case-form-missing',
])

/** Whether a failure stands in the way of every call of one target, and of no other. */
export const pausesTarget = (code: ProblemCode): boolean => denials.has(code)
