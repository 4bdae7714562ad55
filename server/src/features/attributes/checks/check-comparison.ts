import {
  operatorsOf,
  operatorsOfEvent,
  operatorsOfKey,
  type Finding,
  type ProfileComparison,
  type ProfileOperator,
} from '@outcrop/contract'
import { checkComparedValue } from './check-compared-value.ts'
import { referred, typeName, type KnownAttribute, type KnownAttributes } from './known-attribute.ts'

/** What is wrong with one comparison: what it asks about, how, and with what. */
export function checkComparison(
  comparison: ProfileComparison,
  path: string,
  known: KnownAttributes,
): Finding[] {
  const { scope, attribute, key } = comparison
  if (scope === 'event') {
    if (key !== undefined) return [noTally(path, 'An attribute of the event')]
    return [
      ...checkOperator(comparison, path, operatorsOfEvent, 'An attribute of the event'),
      ...checkComparedValue(comparison, path, null),
    ]
  }
  const found = referred(path, { scope, attribute }, known)
  if ('message' in found) return [found]
  const { type } = found
  if (key !== undefined && type !== 'tally') {
    return [noTally(path, `"${attribute}" is of type ${typeName(type)}; it`)]
  }
  const isKey = key !== undefined
  const faults = checkOperator(comparison, path, isKey ? operatorsOfKey : operatorsOf[type], subjectOf(found, key)) // prettier-ignore
  if (faults.length > 0) return faults
  return checkComparedValue(comparison, path, isKey ? { ...found, type: 'number' } : found)
}

const subjectOf = ({ name, type }: KnownAttribute, key: string | undefined): string =>
  key === undefined ? `"${name}", of type ${typeName(type)},` : `The number of one key of "${name}"`

const noTally = (path: string, subject: string): Finding => ({
  path: `${path}.key`,
  message: `${subject} has no keys: only a tally does. Leave out the key.`,
})

function checkOperator(
  { operator }: ProfileComparison,
  path: string,
  allowed: readonly ProfileOperator[],
  subject: string,
): Finding[] {
  if (allowed.includes(operator)) return []
  return [
    {
      path: `${path}.operator`,
      message: `${subject} cannot be asked with ${operator}. Use one of: ${allowed.join(', ')}.`,
    },
  ]
}
