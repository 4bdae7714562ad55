/** Measurements of the same rounds, in order. */
export interface Rounds {
  readonly floors: readonly number[]
  readonly figures: readonly number[]
}

/**
 * Measures floor and figure in turn (floor, figure, floor, figure, …), so that whatever else the
 * machine does strikes both.
 */
export async function inTurn(
  rounds: number,
  floor: () => Promise<number>,
  figure: () => Promise<number>,
): Promise<Rounds> {
  const floors: number[] = []
  const figures: number[] = []
  for (let round = 1; round <= rounds; round += 1) {
    floors.push(await floor())
    figures.push(await figure())
    process.stderr.write(`  round ${round}: floor ${shown(floors)}, figure ${shown(figures)}\n`)
  }
  return { floors, figures }
}

const shown = (values: readonly number[]): string => rounded(values.at(-1) ?? NaN)

/** The middle value; of two middle ones their mean. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const low = sorted[Math.ceil(middle) - 1] ?? NaN
  const high = sorted[Math.floor(middle)] ?? NaN
  return (low + high) / 2
}

/** A share of the values, 0 to 1, is at or below the result. NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN
}

/** A figure with three digits or all that stand before the point. */
export function rounded(value: number): string {
  return value.toLocaleString('en-US', {
    maximumFractionDigits: Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1))),
  })
}
