import { z } from 'zod'

const object = z.record(z.string(), z.unknown())

export type ParsedObject =
  | { readonly ok: true; readonly value: Record<string, unknown> }
  | { readonly ok: false; readonly message: string }

/** Reads a text as one JSON object, or says why it is none. */
export function parseObject(text: string): ParsedObject {
  try {
    const parsed = object.safeParse(JSON.parse(text))
    if (parsed.success) return { ok: true, value: parsed.data }
    return { ok: false, message: 'This must be a JSON object: { … }.' }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : 'This is not JSON.' }
  }
}
