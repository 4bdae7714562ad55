/** The sum of what is known of two counts; null when nothing is. */
export function sumKnown(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : one + other
}
