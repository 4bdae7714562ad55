import type { Event, Held } from '@outcrop/contract'
import { Problem } from '../../kernel/problem.ts'
import type { HeldRow } from './list-store.ts'

/** How what is held is shown, with its event where that is still kept. */
export const heldOf = (row: HeldRow, event: Event | undefined): Held => ({
  id: row.id,
  kind: row.kind,
  stream_id: row.stream_id,
  visitor_id: row.visitor_id,
  other_id: row.other_id,
  event: event ?? null,
  problem: new Problem(row.code, row.reason).toDocument(),
  tries: row.tries,
  held_at: row.held_at.toISOString(),
  next_try_at: row.next_try_at.toISOString(),
})
