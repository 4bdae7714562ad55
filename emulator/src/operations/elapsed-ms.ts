import type { Call } from './operation.ts'

/** Milliseconds since the call arrived; AWS never says 0. */
export function elapsedMs(call: Pick<Call, 'startedAt'>): number {
  return Math.max(1, Math.round(performance.now() - call.startedAt))
}
