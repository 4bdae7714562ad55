/** A cell may carry a colour; the width is counted without it. */
export interface Cell {
  readonly text: string
  readonly paint?: (text: string) => string
}

/** Rows under headings, each column as wide as its widest cell. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly (string | Cell)[])[],
): string {
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? { text: cell } : cell)),
  )
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...cells.map((row) => row[column]?.text.length ?? 0)),
  )
  const lineOf = (row: readonly Cell[]) =>
    row
      .map(({ text, paint }, column) => {
        const padding = ' '.repeat(Math.max(0, (widths[column] ?? 0) - text.length))
        return (paint ? paint(text) : text) + padding
      })
      .join('  ')
      .trimEnd()
  return [lineOf(headings.map((text) => ({ text }))), ...cells.map(lineOf)].join('\n')
}
