import type { Feed, Stream } from '@outcrop/contract'
import type { FeedRow } from './feed-store.ts'
import type { StreamRow } from './store.ts'

export const streamOf = (row: StreamRow): Stream => ({
  id: row.id,
  account: row.account,
  profile: row.profile,
  max_requests_per_s: row.max_requests_per_s,
  created_at: row.created_at.toISOString(),
})

export const feedOf = (row: FeedRow): Feed => ({
  id: row.id,
  stream_id: row.stream_id,
  name: row.name,
  condition: row.condition,
  specification_id: row.specification_id,
  verdicts: [...row.verdicts],
  data_source_id: row.data_source_id,
  built_in: row.built_in,
  created_at: row.created_at.toISOString(),
})
