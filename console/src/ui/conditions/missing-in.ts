import type { Attribute, ProfileComparison } from '@outcrop/contract'
import { findAsked } from './fitting-operators.ts'
import { listOf, operandKind } from './operator-kind.ts'

type Typed = Pick<Attribute, 'name' | 'scope' | 'type'>

/** Whether a comparison is about numbers: of an attribute, of the items of a list, or of a key. */
export const asksNumber = (
  { key }: Pick<ProfileComparison, 'key'>,
  asked: Pick<Typed, 'type'> | undefined,
): boolean => key !== undefined || asked?.type === 'number' || asked?.type === 'number_array'

/** True or false, also where it was stored as a text: the server takes both. */
export function truthIn(value: ProfileComparison['value']): 'true' | 'false' | undefined {
  const text = String(value)
  return text === 'true' || text === 'false' ? text : undefined
}

/** What a comparison still waits for: the server would refuse it. An empty text is one to compare with. */
export function missingIn(
  comparison: ProfileComparison,
  attributes: readonly Typed[],
): string | undefined {
  const { attribute, operator, value } = comparison
  if (attribute === '') return 'Choose what is asked about.'
  const asked = findAsked(comparison, attributes)
  const texts = listOf(comparison)
  const isNumber = asksNumber(comparison, asked)
  switch (operandKind(operator)) {
    case 'none':
      return undefined
    case 'number':
    case 'age':
      return numberIn(value)
    case 'text':
      if (asked?.type === 'boolean_array') return truthIn(value) === undefined ? 'Choose true or false.' : undefined // prettier-ignore
      return isNumber ? numberIn(value) : undefined
    case 'list':
      if (texts.every((text) => text === '')) return 'Give the values to compare with.'
      return isNumber && texts.some((text) => !isNumeric(text)) ? 'Give numbers only.' : undefined
    case 'step':
      return texts.some((text) => text !== '') ? undefined : 'Choose a step.'
  }
}

const isNumeric = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text))

const numberIn = (value: ProfileComparison['value']): string | undefined =>
  typeof value === 'number' || (typeof value === 'string' && isNumeric(value))
    ? undefined
    : 'Give the number to compare with.'
