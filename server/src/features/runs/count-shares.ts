import type { Share } from './queue-store.ts'

/** Where a run is held: its lane, and whose it is. */
export interface Place {
  readonly lane: string
  readonly automationId: string
}

/** How many runs of each automation are held in each lane. */
export function countShares(places: Iterable<Place>): Share[] {
  const counts = new Map<string, Share>()
  for (const { lane, automationId } of places) {
    const key = `${lane} ${automationId}`
    const held = (counts.get(key)?.held ?? 0) + 1
    counts.set(key, { lane, automationId, held, cap: null })
  }
  return [...counts.values()]
}
