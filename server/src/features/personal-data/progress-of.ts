import { timeOfId } from '../../kernel/id.ts'
import type { ErasureRow } from './erasure-store.ts'

/** How much of the event log is looked through: as a part of the time from its first event to the cut. */
export function progressOf({
  phase,
  first_id,
  cursor,
  cut_at,
}: Pick<ErasureRow, 'phase' | 'first_id' | 'cursor' | 'cut_at'>): number {
  if (phase === 'removing_runs' || phase === 'done') return 1
  if (first_id === null || cut_at === null) return 0
  const from = timeOfId(first_id).getTime()
  const span = cut_at.getTime() - from
  return span <= 0 ? 1 : Math.min(1, Math.max(0, (timeOfId(cursor).getTime() - from) / span))
}
