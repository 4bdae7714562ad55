/** Longer waits tell nothing, in milliseconds. */
const longestPauseMs = 3000

export interface Timed<Line> {
  readonly line: Line
  /** How long to wait before it is shown, in milliseconds. */
  readonly pauseMs: number
}

/** Lines in the order of their times, each with the wait before it, so many times faster than it was. */
export function replayLines<Line extends { readonly at: string }>(
  lines: readonly Line[],
  speed: number,
): Timed<Line>[] {
  const ordered = lines.toSorted((a, b) => a.at.localeCompare(b.at))
  return ordered.map((line, index) => {
    const gap = Date.parse(line.at) - Date.parse(ordered[index - 1]?.at ?? line.at)
    return { line, pauseMs: Math.min(longestPauseMs, gap) / speed }
  })
}
