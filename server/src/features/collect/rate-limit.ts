/**
 * Counts requests per stream and second. `allow` answers false once a stream has used up its
 * requests of the second that `nowMs` lies in.
 */
export function rateLimit(): {
  allow(streamId: string, maxPerSecond: number, nowMs: number): boolean
} {
  let second = 0
  let counts = new Map<string, number>()
  return {
    allow(streamId, maxPerSecond, nowMs) {
      const current = Math.floor(nowMs / 1000)
      if (current !== second) {
        second = current
        counts = new Map()
      }
      const count = (counts.get(streamId) ?? 0) + 1
      counts.set(streamId, count)
      return count <= maxPerSecond
    },
  }
}
