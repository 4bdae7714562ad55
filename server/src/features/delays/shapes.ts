import type { Delay } from '@outcrop/contract'
import type { DelayRow } from './list-store.ts'

export const delayOf = (row: DelayRow): Delay => ({
  id: row.id,
  automation: { id: row.automation_id, name: row.automation_name },
  stream_id: row.stream_id,
  visitor_id: row.visitor_id,
  event_id: row.event_id,
  feed_id: row.feed_id,
  audience_id: row.audience_id,
  state: row.state,
  created_at: row.created_at.toISOString(),
  due_at: row.due_at.toISOString(),
  ended_at: row.ended_at?.toISOString() ?? null,
  reason: row.reason,
  run_id: row.run_id,
})
