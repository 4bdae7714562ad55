import { z } from 'zod'

/** A text that must fit a pattern of AWS, complained about in its words. */
export function fitting(pattern: RegExp): z.ZodString {
  const source = pattern.source.replace(/^\^|\$$/g, '')
  return z.string().regex(pattern, `Member must satisfy regular expression pattern: ${source}`)
}
