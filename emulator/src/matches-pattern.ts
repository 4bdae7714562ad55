const compiled = new Map<string, RegExp>()

/** Whether a text equals a pattern in which `*` stands for any characters. */
export function matchesPattern(text: string, pattern: string): boolean {
  if (pattern === '*' || pattern === text) return true
  if (!pattern.includes('*')) return false
  let expression = compiled.get(pattern)
  if (!expression) {
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    expression = new RegExp(`^${parts.join('.*')}$`, 's')
    compiled.set(pattern, expression)
  }
  return expression.test(text)
}
