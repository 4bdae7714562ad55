import { jsonrepair } from 'jsonrepair'
import { isJsonObject, type JsonObject } from './json-schema.ts'

/** Mending takes time that grows with the square of the length, so long texts are not mended. */
export const longestRepair = 32_000

export type Repair =
  { readonly value: JsonObject; readonly text: string } | { readonly reason: string }

/** Mends broken syntax, such as missing quotes or commas. Where a value would be guessed, it says so. */
export function repairObject(text: string): Repair {
  if (text.length > longestRepair) return { reason: 'it is too long to be mended' }
  const guess = guessIn(text)
  if (guess !== undefined) return { reason: guess }
  try {
    const mended = jsonrepair(text)
    const value: unknown = JSON.parse(mended)
    if (isJsonObject(value) && !inventsQuote(text, mended)) return { value, text: mended }
  } catch {
    // The parser's own words about the original say more than those about the mended text.
  }
  return { reason: syntaxError(text) }
}

const guesses: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[[{,])\s*(?:\.{3}|…)|(?:\.{3}|…)\s*[\]},]/, 'something is left out with "..."'],
  [/[:[,]\s*[-+]?(NaN|Infinity)\s*[,\]}]/, 'it has a number that JSON does not have, such as NaN'],
  [/:\s*[-+]?\s*[,}\]]/, 'a key has no value'],
  [/[:[,]\s*-?\d+(?:\.\d+)?e[-+]?\s*[,\]}]/i, 'a number is cut'],
  [/"""|'''/, 'it has text in triple quotes'],
]

/** What a repair would have to make up: mending is for syntax, never for what is said. */
function guessIn(text: string): string | undefined {
  const outside = text.replaceAll(/"[^"\\\n]*(?:\\.[^"\\\n]*)*"/g, '""')
  return guesses.find(([pattern]) => pattern.test(outside))?.[1]
}

/** Whether the mended text has a quote inside of a word where the original has another character. */
function inventsQuote(text: string, mended: string): boolean {
  return [...mended.matchAll(/(\p{L})\\"(\p{L})/gu)].some(
    ([written, before = '', after = '']) =>
      !text.includes(written) && !text.includes(`${before}"${after}`),
  )
}

function syntaxError(text: string): string {
  try {
    JSON.parse(text)
    return 'it is not one JSON object'
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 200) : 'it is not JSON'
  }
}
