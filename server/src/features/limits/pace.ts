const spanS = 10

/** How much was used lately, per minute. */
export interface Pace {
  add(amount: number, nowMs: number): void
  perMinute(nowMs: number): number
}

/** Counts in a ring of seconds. */
export function createPace(): Pace {
  const amounts = new Array<number>(spanS).fill(0)
  const seconds = new Array<number>(spanS).fill(Number.NEGATIVE_INFINITY)
  return {
    add(amount, nowMs) {
      const second = Math.floor(nowMs / 1000)
      const cell = second % spanS
      amounts[cell] = (seconds[cell] === second ? (amounts[cell] ?? 0) : 0) + amount
      seconds[cell] = second
    },
    perMinute(nowMs) {
      const oldest = Math.floor(nowMs / 1000) - spanS
      const sum = amounts.reduce((all, amount, cell) => all + ((seconds[cell] ?? 0) > oldest ? amount : 0), 0) // prettier-ignore
      return (sum * 60) / spanS
    },
  }
}
