export interface Range {
  readonly from: number
  readonly to: number
}

const tags = /\{\{.*?\}\}|\{%.*?%\}/gs
const strings = /"[^"]*"|'[^']*'/g
const names = /(?<![\w.|-])[A-Za-z_]\w*/g

/** Where a template names variables that nothing provides. */
export function unknownRanges(template: string, unknown: readonly string[]): Range[] {
  if (unknown.length === 0) return []
  const ranges: Range[] = []
  for (const tag of template.matchAll(tags)) {
    // Blanked, not removed, so that places stay the same.
    const code = tag[0].replaceAll(strings, (text) => ' '.repeat(text.length))
    for (const name of code.matchAll(names)) {
      if (!unknown.includes(name[0])) continue
      const from = tag.index + name.index
      ranges.push({ from, to: from + name[0].length })
    }
  }
  return ranges
}
