import { jsonrepair } from 'jsonrepair'
import { isJsonObject, type JsonObject } from './json-schema.ts'

/** Mending takes time that grows with the square of the length, so long texts are not mended. */
export const longestRepair = 32_000

/** Mends broken syntax, such as missing quotes or commas; undefined when that gives no object. */
export function repairObject(text: string): JsonObject | undefined {
  if (text.length > longestRepair) return undefined
  try {
    const value: unknown = JSON.parse(jsonrepair(text))
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
