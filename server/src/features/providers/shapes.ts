import { providerStateOf, type Provider } from '@outcrop/contract'
import { keysOf } from './key-ages.ts'
import type { ProviderRow } from './store.ts'

/** A provider as the API shows it. There are no secrets in it, because there are none in these columns. */
export const providerOf = (row: ProviderRow, now: Date): Provider => ({
  id: row.id,
  name: row.name,
  region: row.region,
  endpoint: row.endpoint,
  credentials: row.credentials,
  keys: keysOf(row, now),
  max_in_flight: row.max_in_flight,
  narrow_role: row.narrow_role,
  limits: row.limits,
  state: providerStateOf({
    tested: row.state,
    isPaused: row.pause !== null,
    pausedTargets: row.paused_targets,
  }),
  last_test: row.last_test,
  paused_targets: row.paused_targets,
  pause: row.pause && { ...row.pause, retest_at: row.retest_at?.toISOString() ?? null },
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
