import type { PausedTarget } from '@outcrop/contract'
import type { ShownPauseRow } from './store.ts'

/** A paused target as the API shows it. */
export const pausedTargetOf = (row: ShownPauseRow): PausedTarget => ({
  id: row.id,
  provider_id: row.provider_id,
  target: row.target,
  guardrail: row.guardrail === '' ? null : row.guardrail,
  problem: row.problem,
  since: row.since.toISOString(),
  retest_at: row.retest_at.toISOString(),
  retests: row.retests,
  waiting_runs: row.waiting_runs,
})
