import type { Arrival, Parked, Pauses } from '../pauses/pauses.ts'
import { LostRun } from './lost-run.ts'
import { ParkedRun } from './parked-run.ts'
import type { ClaimedRun } from './queue-store.ts'

export interface Gate {
  readonly pauses: Pick<Pauses, 'find' | 'resume'>
  /** Lets a run wait whose target is paused, if it still is. */
  readonly park: (arrival: Arrival) => Promise<Parked>
}

/**
 * Lets a call through unless AWS denies its target: then the run waits, which throws `ParkedRun`.
 * Resolves with the id of the pause when the call is a probe: an answer to it ends the pause.
 */
export async function admit(
  run: ClaimedRun,
  request: Readonly<Record<string, unknown>>,
  { pauses, park }: Gate,
): Promise<string | null> {
  const pauseId = await pauses.find(run.lane, request)
  if (pauseId === null) return null
  const parked = await park({ pauseId, runId: run.id, fence: run.fence })
  if (parked === 'lost') throw new LostRun(run.id)
  if (parked === 'parked') throw new ParkedRun(run.id)
  return parked === 'probe' ? pauseId : null
}
