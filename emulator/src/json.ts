/** Any value that JSON can carry. */
export type Json = null | boolean | number | string | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }

/** Parses JSON text. Throws SyntaxError when the text is not JSON. */
export function parseJson(text: string): Json {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- JSON.parse yields exactly a Json, only its type says any
  const value: Json = JSON.parse(text)
  return value
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
