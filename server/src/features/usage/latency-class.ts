/** Four classes to each doubling: a percentile is known to about a tenth. */
const perDoubling = 4
/** Far beyond a year. */
const highest = 160

/** The class of a latency: 0 below a millisecond. */
export const latencyClass = (ms: number): number =>
  ms < 1 ? 0 : Math.min(highest, 1 + Math.floor(perDoubling * Math.log2(ms)))

export interface Counted {
  readonly latency: number
  readonly count: number
}

/** A latency in milliseconds below which a share of them lies; null when there are none. */
export function latencyAt(share: number, counted: readonly Counted[]): number | null {
  const classes = counted.toSorted((a, b) => a.latency - b.latency)
  const total = classes.reduce((sum, { count }) => sum + count, 0)
  let below = 0
  for (const { latency, count } of classes) {
    const within = share * total - below
    if (within <= count) return Math.round(within <= 0 ? lowest(latency) : lowest(latency + within / count)) // prettier-ignore
    below += count
  }
  return null
}

/** The least latency of a class; of a part of a class, as latencies grow within it. */
const lowest = (latency: number) => (latency < 1 ? 0 : 2 ** ((latency - 1) / perDoubling))
