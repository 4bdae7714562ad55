import type { RunState } from '@outcrop/contract'
import { latencyClass, type OutcomeEntry } from '../usage/usage.ts'
import { hasEnded, type Settlement } from './settlement.ts'

/** What a run has become by a settlement: somebody may have cancelled it meanwhile. */
export interface Settled {
  readonly state: RunState
  readonly created_at: Date
}

/** What a settlement means for the metrics of its automation: an end, a retry, or nothing. */
export function outcomeOf(settlement: Settlement, settled: Settled | undefined): OutcomeEntry[] {
  const { organizationId, automationId, at, problem, isRetry } = settlement
  const { state, created_at } = settled ?? { state: settlement.state, created_at: at }
  const over = hasEnded(state)
  if (!over && !isRetry) return []
  const problemCode = (state === 'cancelled' ? 'cancelled' : problem?.code) ?? ''
  const latency = latencyClass(over ? at.getTime() - created_at.getTime() : 0)
  return [{ organizationId, automationId, at, outcome: over ? state : 'retried', problemCode, latency }] // prettier-ignore
}
