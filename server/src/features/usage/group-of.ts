import type { UsageGroup } from '@outcrop/contract'
import type { GroupRow } from './call-store.ts'
import { knownTokens } from './known-tokens.ts'

export const groupOf = (row: GroupRow): UsageGroup => ({
  key: row.key,
  name: row.name ?? row.key,
  calls: row.calls,
  failures: row.failures,
  cached: row.cached,
  tokens: {
    ...knownTokens(row),
    cache_read: row.cache_read_tokens,
    cache_write: row.cache_write_tokens,
  },
  cost_usd: row.cost_usd,
  unpriced: row.unpriced,
  uncounted: row.uncounted,
})
