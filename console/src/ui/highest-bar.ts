/** How high the highest bar of a chart is: of values on top of each other, or side by side. */
export function highestBar(
  points: readonly object[],
  names: readonly string[],
  beside: boolean,
): number {
  const heights = points.map((point) => {
    const values = new Map<string, unknown>(Object.entries(point))
    const numbers = names.map((name) => Number(values.get(name) ?? 0))
    return beside ? Math.max(...numbers) : numbers.reduce((sum, one) => sum + one, 0)
  })
  return Math.max(0, ...heights)
}
