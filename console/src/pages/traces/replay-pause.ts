/** Longer waits tell nothing, in milliseconds. */
const longestPauseMs = 3000

export const replaySpeeds = [1, 2, 5, 20] as const
export type ReplaySpeed = (typeof replaySpeeds)[number]

/** How long after the line before a line is shown, in milliseconds; undefined when there is none left. */
export function replayPause(
  lines: readonly { readonly at: string }[],
  shown: number,
  speed: ReplaySpeed,
): number | undefined {
  const next = lines[shown]
  if (!next) return undefined
  const before = lines[shown - 1]
  const gap = before ? Math.max(0, Date.parse(next.at) - Date.parse(before.at)) : 0
  return Math.min(longestPauseMs, gap) / speed
}
