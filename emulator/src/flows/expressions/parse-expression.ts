export type Step =
  | { kind: 'field'; name: string }
  | { kind: 'indexes'; indexes: number[] }
  | { kind: 'slice'; from: number; to: number }
  | { kind: 'all' }

/** One step of a path: `.name`, `.*`, `[*]`, `[1]`, `[0, 3]`, `[1:]`. */
const stepPattern =
  /\.(?<name>[^.[\]\s*]+)|\.(?<star>\*)|\[\s*(?:(?<all>\*)|(?<from>\d*)\s*:\s*(?<to>\d*)|(?<list>\d+(?:\s*,\s*\d+)*))\s*\]/y

/**
 * Reads what selects a node's input from the whole input: `$.data` and steps after it. Throws
 * SyntaxError when it is something else.
 */
export function parseExpression(text: string): Step[] {
  const start = '$.data'
  if (!text.startsWith(start)) throw new SyntaxError(`The expression must begin with ${start}.`)
  const steps: Step[] = []
  stepPattern.lastIndex = start.length
  while (stepPattern.lastIndex < text.length) {
    const at = stepPattern.lastIndex
    const match = stepPattern.exec(text)
    if (!match) throw new SyntaxError(`“${text.slice(at)}” cannot follow “${text.slice(0, at)}”.`)
    steps.push(stepOf(match.groups ?? {}))
  }
  return steps
}

function stepOf({ name, star, all, from, to, list }: Partial<Record<string, string>>): Step {
  if (name !== undefined) return { kind: 'field', name }
  if (star !== undefined || all !== undefined) return { kind: 'all' }
  if (list !== undefined) return { kind: 'indexes', indexes: list.split(',').map(Number) }
  return { kind: 'slice', from: Number(from ?? ''), to: to ? Number(to) : Infinity }
}
