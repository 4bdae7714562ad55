/**
 * Spreads events over time: `reserve` gives how many milliseconds to wait before sending so many
 * events, at `perSecond` on average. Time that was not used is not saved up.
 */
export function createPacer(perSecond: number | undefined) {
  let freeAt = 0
  return {
    reserve(events: number, nowMs: number): number {
      if (perSecond === undefined) return 0
      const at = Math.max(freeAt, nowMs)
      freeAt = at + (events / perSecond) * 1000
      return at - nowMs
    },
  }
}
