import { z } from 'zod'

/** A piece of text, or a regular expression written `/like this/i`. */
export const textPattern = z.string().superRefine((pattern, context) => {
  try {
    compile(pattern)
  } catch {
    context.addIssue({ code: 'custom', message: `${pattern} is not a valid regular expression.` })
  }
})

const compiled = new Map<string, RegExp>()

/** Whether a text contains the piece or matches the expression. */
export function matchesText(text: string, pattern: string): boolean {
  const expression = compiled.get(pattern) ?? compile(pattern)
  if (!expression) return text.includes(pattern)
  compiled.set(pattern, expression)
  return expression.test(text)
}

function compile(pattern: string): RegExp | undefined {
  const [, source, flags] = /^\/(.+)\/([imsu]*)$/s.exec(pattern) ?? []
  return source === undefined ? undefined : new RegExp(source, flags)
}
