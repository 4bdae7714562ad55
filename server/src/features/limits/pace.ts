/** How many seconds are looked back. */
const spanS = 10

/** How much was used lately, per minute. */
export interface Pace {
  add(amount: number, nowMs: number): void
  /** Over the seconds since the first use that is remembered, so that a beginning counts in full. */
  perMinute(nowMs: number): number
}

/** Counts in a ring of seconds. */
export function createPace(): Pace {
  const cells = Array.from({ length: spanS }, () => ({ second: Number.NEGATIVE_INFINITY, amount: 0 })) // prettier-ignore
  return {
    add(amount, nowMs) {
      const second = Math.floor(nowMs / 1000)
      const cell = cells[second % spanS]
      if (!cell) return
      if (cell.second !== second) Object.assign(cell, { second, amount: 0 })
      cell.amount += amount
    },
    perMinute(nowMs) {
      const now = Math.floor(nowMs / 1000)
      const recent = cells.filter(({ second }) => second > now - spanS)
      const first = Math.min(now, ...recent.map(({ second }) => second))
      return (recent.reduce((sum, { amount }) => sum + amount, 0) * 60) / (now - first + 1)
    },
  }
}
