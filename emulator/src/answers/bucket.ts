/** A token bucket that holds one minute's worth and refills steadily. */
export type Bucket = {
  /** Milliseconds until the amount is there; 0 when it is. Refills up to `nowMs` first. */
  wait: (amount: number, nowMs: number) => number
  /** Takes without asking; a negative amount gives back. */
  take: (amount: number) => void
}

export function createBucket(perMinute: number): Bucket {
  let level = perMinute
  let filledAt = -Infinity
  return {
    wait: (amount, nowMs) => {
      if (nowMs > filledAt) {
        const elapsed = filledAt === -Infinity ? 0 : nowMs - filledAt
        level = Math.min(perMinute, level + (elapsed * perMinute) / 60_000)
        filledAt = nowMs
      }
      const missing = amount - level
      return missing <= 1e-9 ? 0 : (missing * 60_000) / perMinute
    },
    take: (amount) => {
      level = Math.min(perMinute, level - amount)
    },
  }
}
