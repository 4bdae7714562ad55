/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>

export type JsonObject = Record<string, unknown>

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
