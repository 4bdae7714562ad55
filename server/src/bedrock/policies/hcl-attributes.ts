/**
 * Attributes of a block as `terraform fmt` writes them: the equals signs of lines that follow each other
 * stand below each other, but a value of several lines stands for itself.
 */
export function hclAttributes(pairs: readonly (readonly [name: string, value: string])[], indent: string): string {
  return pairs
    .map(([name, value], index) => `${indent}${name.padEnd(widthAt(pairs, index))} = ${value}`)
    .join('\n')
} // prettier-ignore

type Pairs = Parameters<typeof hclAttributes>[0]

/** The longest name among the lines around this one, up to the next value of several lines. */
function widthAt(pairs: Pairs, index: number): number {
  if (isLong(pairs[index])) return 0
  const start = pairs.slice(0, index).findLastIndex(isLong) + 1
  const end = pairs.findIndex((pair, at) => at > index && isLong(pair))
  const together = pairs.slice(start, end === -1 ? pairs.length : end)
  return Math.max(...together.map(([name]) => name.length))
}

const isLong = (pair: Pairs[number] | undefined): boolean => pair?.[1].includes('\n') === true
