import { issueSentences } from '@outcrop/contract'
import type { z } from 'zod'

/** A value from a text, or what is wrong with the text. */
export type ParsedDocument<Value> = { readonly value: Value } | { readonly message: string }

/** Reads a text as a JSON document of this shape. */
export function parseDocument<Value>(
  schema: z.ZodType<Value>,
  text: string,
): ParsedDocument<Value> {
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    if (parsed.success) return { value: parsed.data }
    const [message = ''] = issueSentences(parsed.error.issues, 'document')
    return { message }
  } catch (error) {
    return { message: error instanceof Error ? error.message : 'This is not JSON.' }
  }
}
