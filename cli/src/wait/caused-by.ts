import type { Event, Run } from '@outcrop/contract'
import type { Baseline } from './baseline.ts'

/**
 * Whether a run was caused by what was sent: it was started by an event that is newer than the
 * baseline, or by what such an event did to its visitor, and is about one of the visitors that were
 * sent (`null` stands for events without one). Answers keep the visitor of their source, so runs
 * that answers start are caught too.
 */
export function isCausedBy(
  { trigger }: Run,
  visitors: ReadonlySet<string | null>,
  { newest_event_id }: Baseline,
): boolean {
  const isOfStream = trigger.type === 'event' || trigger.type === 'audience'
  if (!isOfStream || trigger.event_id === undefined) return false
  return isNewer(trigger.event_id, newest_event_id) && visitors.has(trigger.visitor_id ?? null)
}

/** Whether an event was collected after the baseline and is about one of the visitors. */
export function isNewEvent(
  { id, visitor_id }: Event,
  visitors: ReadonlySet<string | null>,
  { newest_event_id }: Baseline,
): boolean {
  return isNewer(id, newest_event_id) && visitors.has(visitor_id)
}

/** Ids of events sort by age. */
const isNewer = (id: string, than: string | null) => than === null || id > than

const marginMs = 60_000

/** A time before which no run can have been caused, with room for clocks that disagree a little. */
export function earliestRun({ newest_event_at }: Baseline): string | undefined {
  if (newest_event_at === null) return undefined
  return new Date(Date.parse(newest_event_at) - marginMs).toISOString()
}
