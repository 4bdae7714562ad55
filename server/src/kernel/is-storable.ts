/** NUL, or half of a surrogate pair, as JSON text writes them; a backslash that is itself escaped is text. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/

/**
 * Whether PostgreSQL can read a value again that it was given as JSON. It stores NUL characters and
 * half surrogate pairs, but then refuses every query that looks into the document.
 */
export function isStorable(value: unknown): boolean {
  return !unstorable.test(JSON.stringify(value))
}
