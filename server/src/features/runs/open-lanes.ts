import type { ProviderLimits } from '@outcrop/contract'
import type { OpenLane } from './queue-store.ts'

export interface Lane {
  readonly lane: string
  /** Runs of this lane in one process at once. */
  readonly max: number
  /** Of all workers together; null where nothing is limited. */
  readonly limits: ProviderLimits | null
}

/** What every lane may have beyond the limit of the process, so that one that fills it stops nobody. */
const reserved = 5

/** How many more runs each lane can take, within what the process can take. */
export function openLanes(
  lanes: readonly Pick<Lane, 'lane' | 'max'>[],
  busy: Iterable<{ readonly lane: string }>,
  maxRuns: number,
): OpenLane[] {
  const counts = new Map<string, number>()
  let total = 0
  for (const { lane } of busy) {
    counts.set(lane, (counts.get(lane) ?? 0) + 1)
    total += 1
  }
  const room = Math.max(0, maxRuns - total)
  return lanes
    .map(({ lane, max }) => {
      const taken = counts.get(lane) ?? 0
      return {
        lane,
        free: Math.min(max - taken, Math.max(room, Math.min(reserved, maxRuns) - taken)),
      }
    })
    .filter(({ free }) => free > 0)
}
