import type { ProfileComparison } from '@outcrop/contract'

type Value = Exclude<ProfileComparison['value'], readonly unknown[] | undefined>

/** What a comparison is made with: texts in quotes, numbers without, and … where nothing is written yet. */
export const valueWords = ({ value }: Pick<ProfileComparison, 'value'>): string =>
  value === undefined ? '' : [value].flat().map(wordsOf).join(', ')

function wordsOf(value: Value): string {
  if (value === '') return '…'
  return typeof value === 'string' ? `"${value}"` : String(value)
}
