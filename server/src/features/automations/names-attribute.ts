import type { Definition } from '@outcrop/contract'
import { z } from 'zod'
import { pathsOf } from '../../kernel/template.ts'

const mapped = z.union([z.strictObject({ visitor: z.string() }), z.strictObject({ visit: z.string() })]) // prettier-ignore
const profiles = new Set(['visitor_profile', 'visitor_json'])

/** Whether a step maps an attribute of visitor or visit, or names it in a template. */
export const namesAttribute = ({ steps }: Pick<Definition, 'steps'>, name: string): boolean =>
  steps.some(({ input }) => names(input, name))

function names(value: unknown, name: string): boolean {
  if (typeof value === 'string') return inTemplate(value, name)
  if (typeof value !== 'object' || value === null) return false
  const from = mapped.safeParse(value)
  if (from.success) return Object.values(from.data).includes(name)
  return Object.values(value).some((part) => names(part, name))
}

function inTemplate(text: string, name: string): boolean {
  if (!text.includes(name)) return false
  try {
    return pathsOf(text).some(([first = '', ...path]) => profiles.has(first) && path.includes(name))
  } catch {
    // What is no template names nothing, and a broken one is refused when it is published.
    return false
  }
}
