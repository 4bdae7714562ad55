import type { Comparison, ProfileComparison, ProfileOperator } from '@outcrop/contract'

/** What an operator compares with: nothing, a number, a list, a text, a length of time, or a step of a funnel. */
export type OperandKind = 'none' | 'number' | 'list' | 'text' | 'age' | 'step'

type Kind = { readonly label: string; readonly operand: OperandKind }

const kinds: Record<ProfileOperator, Kind> = {
  equals: { label: 'equals', operand: 'text' },
  does_not_equal: { label: 'does not equal', operand: 'text' },
  contains: { label: 'contains', operand: 'text' },
  does_not_contain: { label: 'does not contain', operand: 'text' },
  contains_part: { label: 'has an item with the text', operand: 'text' },
  does_not_contain_part: { label: 'has no item with the text', operand: 'text' },
  contains_only: { label: 'contains nothing but', operand: 'text' },
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
  is_true: { label: 'is true', operand: 'none' },
  is_false: { label: 'is false', operand: 'none' },
  occurred_less_than: { label: 'was less than', operand: 'age' },
  occurred_more_than: { label: 'was more than', operand: 'age' },
  has_changed: { label: 'has changed by this event', operand: 'none' },
  step_completed: { label: 'has completed the step', operand: 'step' },
  step_not_completed: { label: 'has not completed the step', operand: 'step' },
  is_completed: { label: 'is completed', operand: 'none' },
  is_not_completed: { label: 'is not completed', operand: 'none' },
}

export const operandKind = (operator: ProfileOperator): OperandKind => kinds[operator].operand

export const operatorLabel = (operator: ProfileOperator): string => kinds[operator].label

type Operand = Pick<Comparison, 'value' | 'ignore_case'>

/** What a comparison is made with, as far as it fits another operator. */
export function operandFor(before: Operand, operator: ProfileOperator): Operand {
  const texts = listOf(before)
  const kind = operandKind(operator)
  const folds = (kind === 'text' || kind === 'list') && before.ignore_case === true
  const base = folds ? { ignore_case: true } : {}
  switch (kind) {
    case 'none':
      return base
    case 'list':
      return { ...base, value: texts.filter((text) => text !== '') }
    case 'number':
    case 'age':
      return { ...base, value: numberOrText(texts[0] ?? '') }
    case 'text':
    case 'step':
      return { ...base, value: texts[0] ?? '' }
  }
}

/** The value of a comparison as texts, however it was written. */
export const listOf = ({ value }: Pick<ProfileComparison, 'value'>): string[] =>
  value === undefined ? [] : [value].flat().map(String)

/** A number where the text is one, so that it is stored as such. */
export function numberOrText(text: string): number | string {
  const number = Number(text)
  return text.trim() !== '' && Number.isFinite(number) ? number : text
}
