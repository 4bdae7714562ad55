/** A value as text for a prompt: an object or a list is most useful as JSON, and nothing is no text. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
