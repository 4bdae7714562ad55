/** Longer names are no slips of anybody's. */
const longest = 100
const mostSlips = 2

/** The one of `known` that somebody who wrote `name` most likely meant; undefined when none is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > longest) return undefined
  const written = lettersOf(name)
  const [nearest] = known
    .map((one) => ({
      one,
      slips: slipsBetween(written, lettersOf(one)),
      apart: Math.abs(one.length - name.length),
    })) // prettier-ignore
    .filter(({ slips }) => slips <= Math.min(mostSlips, written.length / 3))
    .toSorted((one, other) => one.slips - other.slips || one.apart - other.apart)
  return nearest?.one
}

/** How a name is split into words, and what is written large, is a matter of taste. */
const lettersOf = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')

function slipsBetween(written: string, known: string): number {
  if (written === known) return 0
  // Such as timeout for timeout_s, or verdicts for verdict.
  const [short, long] = written.length < known.length ? [written, known] : [known, written]
  if (short.length >= 3 && long.startsWith(short)) return 1
  return long.length - short.length > mostSlips ? Infinity : distance(written, known)
}

/** Letters that are missing, too many, wrong, or swapped with their neighbour. */
function distance(one: string, other: string): number {
  let before: number[] = []
  let above = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row += 1) {
    const here = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1]
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      here.push(
        Math.min(
          (above[column] ?? 0) + 1,
          (here[column - 1] ?? 0) + 1,
          (above[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[column - 2] ?? Infinity) + 1 : Infinity,
        ),
      )
    }
    before = above
    above = here
  }
  return above[other.length] ?? 0
}
