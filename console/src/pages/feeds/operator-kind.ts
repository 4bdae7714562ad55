import type { Comparison, Operator } from '@outcrop/contract'

/** What an operator compares with: nothing, a number, a list, or a text. */
export type OperandKind = 'none' | 'number' | 'list' | 'text'

const kinds: Record<Operator, { readonly label: string; readonly operand: OperandKind }> = {
  equals: { label: 'equals', operand: 'text' },
  does_not_equal: { label: 'does not equal', operand: 'text' },
  contains: { label: 'contains', operand: 'text' },
  does_not_contain: { label: 'does not contain', operand: 'text' },
  starts_with: { label: 'starts with', operand: 'text' },
  ends_with: { label: 'ends with', operand: 'text' },
  matches: { label: 'matches (regular expression)', operand: 'text' },
  greater_than: { label: 'is greater than', operand: 'number' },
  greater_than_or_equal: { label: 'is at least', operand: 'number' },
  less_than: { label: 'is less than', operand: 'number' },
  less_than_or_equal: { label: 'is at most', operand: 'number' },
  is_assigned: { label: 'is assigned', operand: 'none' },
  is_not_assigned: { label: 'is not assigned', operand: 'none' },
  in_list: { label: 'is in the list', operand: 'list' },
  not_in_list: { label: 'is not in the list', operand: 'list' },
}

export const operandKind = (operator: Operator): OperandKind => kinds[operator].operand

export const operatorLabel = (operator: Operator): string => kinds[operator].label

/** The same comparison with another operator; its value is kept as far as it fits. */
export function withOperator(comparison: Comparison, operator: Operator): Comparison {
  const { attribute } = comparison
  const texts = listOf(comparison)
  const kind = operandKind(operator)
  const folds = (kind === 'text' || kind === 'list') && comparison.ignore_case === true
  const base = { attribute, operator, ...(folds && { ignore_case: true }) }
  switch (kind) {
    case 'none':
      return base
    case 'list':
      return { ...base, value: texts.filter((text) => text !== '') }
    case 'number':
      return { ...base, value: numberOrText(texts[0] ?? '') }
    case 'text':
      return { ...base, value: texts[0] ?? '' }
  }
}

/** The value of a comparison as texts, however it was written. */
export const listOf = ({ value }: Comparison): string[] =>
  value === undefined ? [] : [value].flat().map(String)

/** A number where the text is one, so that it is stored as such. */
export function numberOrText(text: string): number | string {
  const number = Number(text)
  return text.trim() !== '' && Number.isFinite(number) ? number : text
}
