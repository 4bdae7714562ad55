import type { Cap } from '../limits/limits.ts'
import type { Share } from './queue-store.ts'

/** Where a run is held: its lane, and whose it is. */
export interface Place {
  readonly lane: string
  readonly automationId: string
}

/** How many runs of each automation are held in each lane, and how many more it may have. */
export function countShares(places: Iterable<Place>, caps: readonly Cap[]): Share[] {
  const counts = new Map<string, Share>(
    caps.map((cap) => [`${cap.lane} ${cap.automationId}`, { ...cap, held: 0 }]),
  )
  for (const { lane, automationId } of places) {
    const key = `${lane} ${automationId}`
    const { held = 0, cap = null } = counts.get(key) ?? {}
    counts.set(key, { lane, automationId, held: held + 1, cap })
  }
  return [...counts.values()]
}
