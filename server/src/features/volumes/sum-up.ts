import type { Counted } from './counted.ts'

const hourMs = 3_600_000

/** What an hour of a subject grows by. */
export interface Growth {
  readonly streamId: string
  readonly subject: string
  readonly hour: number
  readonly events: number
  readonly lastAt: number
}

/** Sums events up by hour, in one order everywhere: transactions that add them wait for each other, but never in a circle. */
export function sumUp(counted: readonly Counted[]): Growth[] {
  const sums = new Map<string, Growth>()
  for (const { streamId, subject, at } of counted) {
    const time = at.getTime()
    const hour = time - (time % hourMs)
    const name = `${streamId} ${subject} ${hour}`
    const sum = sums.get(name)
    const grown = { streamId, subject, hour, events: (sum?.events ?? 0) + 1, lastAt: Math.max(sum?.lastAt ?? time, time) } // prettier-ignore
    sums.set(name, grown)
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}
