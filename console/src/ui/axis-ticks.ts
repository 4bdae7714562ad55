/** Steps that people count in, times a power of ten. */
const nice = [1, 2, 5, 10]
const mostSteps = 5

/**
 * Where an axis from 0 to the greatest value is marked: at least there, in equal steps of 1, 2 or 5.
 * Labels that show the step show each mark as another text. Whole steps are for what is counted.
 */
export function axisTicks(greatest: number, whole: boolean): number[] {
  if (greatest <= 0) return whole ? [0, 1] : [0]
  const least = whole ? Math.max(1, greatest / mostSteps) : greatest / mostSteps
  const power = 10 ** Math.floor(Math.log10(least))
  // Divided and multiplied, steps such as 0.3 are not exact: a hair more is the same.
  const step = power * (nice.find((one) => one * power >= least * (1 - 1e-9)) ?? 10)
  const count = Math.ceil((greatest / step) * (1 - 1e-9))
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)))
}
