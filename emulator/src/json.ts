/** Any value that JSON can carry. */
export type Json = null | boolean | number | string | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }

/** Deeper values are refused, so that nothing that walks through them can exhaust the stack. */
const deepest = 500

/** Parses JSON text. Throws SyntaxError when the text is not JSON, or nested too deeply. */
export function parseJson(text: string): Json {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- JSON.parse yields exactly a Json, only its type says any
  const value: Json = JSON.parse(text)
  if (!isDeeper(value, deepest)) return value
  throw new SyntaxError(`The JSON is nested deeper than ${deepest} levels.`)
}

/** Parses JSON in UTF-8. Throws SyntaxError when the bytes are something else. */
export function parseJsonBytes(bytes: Uint8Array): Json {
  return parseJson(decode(bytes))
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new SyntaxError('The text is not in UTF-8.')
  }
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1))
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
