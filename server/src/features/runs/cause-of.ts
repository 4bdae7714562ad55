import type { Cause } from '../events/events.ts'
import type { ClaimedRun } from './queue-store.ts'

/** The lineage of what a run sends into a stream. */
export const causeOf = ({ id, depth, causes, automation_id }: ClaimedRun): Cause => ({
  runId: id,
  depth: depth + 1,
  causes: [...causes, automation_id],
})
