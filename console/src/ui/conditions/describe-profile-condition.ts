import type { Attribute, ProfileComparison, ProfileCondition } from '@outcrop/contract'
import { attributeTitle } from '../attribute-title.ts'
import { describeTree } from './describe-tree.ts'
import { listOf, operandKind, operatorLabel } from './operator-kind.ts'
import { valueWords } from './value-words.ts'

type Titled = Pick<Attribute, 'name' | 'title'>

const scopeWords = { visitor: '', visit: ' of the visit', event: ' of the event' } as const

/** A condition on visitors in one line, with the titles of its attributes. */
export function describeProfileCondition(
  condition: ProfileCondition,
  attributes: readonly Titled[],
  words: { readonly everything: string; readonly nothing: string },
): string {
  const titles = new Map(attributes.map((one) => [one.name, attributeTitle(one)]))
  return describeTree(condition, {
    ...words,
    leaf: (comparison) => {
      const { attribute, scope } = comparison
      const named = scope === 'event' ? attribute : (titles.get(attribute) ?? attribute)
      const title = named === '' ? '…' : named
      return `${title}${keyWords(comparison)}${scopeWords[scope]} ${asked(comparison)}`
    },
  })
}

const keyWords = ({ key }: ProfileComparison) => (key === undefined ? '' : ` for "${key}"`)

const ageWords = (amount: string, unit: string) =>
  amount === '' ? `… ${unit}` : `${amount} ${amount === '1' ? unit.replace(/s$/, '') : unit}`

function asked(comparison: ProfileComparison): string {
  const { operator, unit = 'days' } = comparison
  const label = operatorLabel(operator)
  if (operandKind(operator) === 'age')
    return `${label} ${ageWords(listOf(comparison)[0] ?? '', unit)} ago`
  const values = valueWords(comparison)
  return values === '' ? label : `${label} ${values}`
}
