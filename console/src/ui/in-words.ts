/** Words as they stand in a sentence: "owner, admin or builder". */
export function inWords(words: readonly string[], link: 'and' | 'or'): string {
  const [last = '', ...rest] = words.toReversed()
  return rest.length === 0 ? last : `${rest.toReversed().join(', ')} ${link} ${last}`
}
