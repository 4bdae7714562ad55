import type { RequestContext } from './request-context.ts'

const special = /\$\{([^}]*)\}|\*|\?/g

/**
 * Whether a text fits a pattern of IAM: `*` is any characters, `?` is one, and `${key}` is the value
 * of that key in the context of the request. A variable without a value fits nothing.
 */
export function matchesGlob(
  text: string,
  pattern: string,
  context: RequestContext = new Map(),
  { ignoreCase = false }: { ignoreCase?: boolean } = {},
): boolean {
  if (pattern === '*') return true
  let expression = ''
  let from = 0
  for (const found of pattern.matchAll(special)) {
    const [mark, variable] = found
    const value = variable === undefined ? wildcard(mark) : literal(variable, context)
    if (value === undefined) return false
    expression += escaped(pattern.slice(from, found.index)) + value
    from = found.index + mark.length
  }
  expression += escaped(pattern.slice(from))
  return new RegExp(`^${expression}$`, ignoreCase ? 'is' : 's').test(text)
}

function wildcard(mark: string): string {
  return mark === '*' ? '.*' : '.'
}

/** `${*}`, `${?}` and `${$}` are the characters themselves. */
function literal(variable: string, context: RequestContext): string | undefined {
  const value = /^[*?$]$/.test(variable) ? variable : context.get(variable.toLowerCase())?.[0]
  return value === undefined ? undefined : escaped(value)
}

function escaped(text: string): string {
  return text.replace(/[.+*?^${}()|[\]\\]/g, '\\$&')
}
