const quote = 34
const backslash = 92
const colon = 58
const openObject = 123
const closeObject = 125
const openArray = 91
const closeArray = 93

export interface JsonShape {
  /** Name/value pairs as written, duplicates included. */
  readonly members: number
  readonly depth: number
}

/** The index of the quote that closes the string which opens at `start`, or the end of the text. */
function endOfString(text: string, start: number): number {
  let index = start + 1
  for (;;) {
    const end = text.indexOf('"', index)
    if (end === -1) return text.length
    let slashes = 0
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes += 1
    if (slashes % 2 === 0) return end
    index = end + 1
  }
}

/**
 * Counts members and nesting of JSON text in one pass, before it is parsed: a parser forgets
 * duplicate keys, and deep nesting is best refused before anything recurses into it.
 */
export function scanJson(text: string): JsonShape {
  let members = 0
  let level = 0
  let depth = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === quote) index = endOfString(text, index)
    else if (code === colon) members += 1
    else if (code === openObject || code === openArray) depth = Math.max(depth, (level += 1))
    else if (code === closeObject || code === closeArray) level -= 1
  }
  return { members, depth }
}
