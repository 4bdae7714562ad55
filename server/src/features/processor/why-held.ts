import type { ProblemCode } from '@outcrop/contract'
import type { WhyHeld } from '../events/events.ts'
import { BrokenState } from '../visitors/visitors.ts'

/** The problem for which something that failed waits. */
export function whyHeld(error: unknown, otherwise: ProblemCode): WhyHeld {
  return {
    code: error instanceof BrokenState ? 'visitor-broken' : otherwise,
    reason: error instanceof Error ? error.message : String(error),
  }
}
