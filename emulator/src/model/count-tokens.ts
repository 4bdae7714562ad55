/** About how many tokens a text has: one for every four characters. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4)
}

/** The longest beginning of a text that has at most so many tokens. */
export function firstTokens(text: string, tokens: number): string {
  return text.slice(0, tokens * 4)
}
