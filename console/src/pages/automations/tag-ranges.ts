export interface Range {
  readonly from: number
  readonly to: number
}

const tags = /\{\{.*?\}\}|\{%.*?%\}/gs
const strings = /"[^"]*"|'[^']*'/g
const names = /(?<![\w.|-])[A-Za-z_]\w*/g

/** Where a template has tags: what is replaced when it is rendered. */
export function tagRanges(template: string): Range[] {
  return [...template.matchAll(tags)].map(({ 0: text, index }) => ({
    from: index,
    to: index + text.length,
  }))
}

/** Where a template names variables that nothing provides. */
export function unknownRanges(template: string, unknown: readonly string[]): Range[] {
  if (unknown.length === 0) return []
  return tagRanges(template).flatMap(({ from, to }) => {
    // Blanked, not removed, so that places stay the same.
    const code = template.slice(from, to).replaceAll(strings, (text) => ' '.repeat(text.length))
    return [...code.matchAll(names)]
      .filter(([name]) => unknown.includes(name))
      .map(({ 0: name, index }) => ({ from: from + index, to: from + index + name.length }))
  })
}
