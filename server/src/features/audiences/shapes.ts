import type { Audience } from '@outcrop/contract'
import type { SizedAudienceRow } from './store.ts'

export const audienceOf = (row: SizedAudienceRow): Audience => ({
  id: row.id,
  stream_id: row.stream_id,
  name: row.name,
  description: row.description,
  condition: row.condition,
  size: Number(row.size),
  filling: row.filling,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
