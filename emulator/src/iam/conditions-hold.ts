import { conditionOperators } from './condition-operators.ts'
import { readOperator } from './read-operator.ts'
import type { Conditions } from './policy-schema.ts'
import type { RequestContext } from './request-context.ts'

/** Whether every condition of a statement holds for a request. */
export function conditionsHold(conditions: Conditions, context: RequestContext): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, key, wanted, context)),
  )
}

function holds(
  operator: string,
  key: string,
  wanted: readonly string[],
  context: RequestContext,
): boolean {
  const { set, name, ifExists } = readOperator(operator)
  const actual = context.get(key.toLowerCase())
  if (name === 'Null') return wanted.includes(String(actual === undefined))
  const { test, isNegated } = conditionOperators.get(name) ?? {
    test: () => false,
    isNegated: false,
  }
  if (actual === undefined) return ifExists || set === 'ForAllValues' || (isNegated && set === '')
  const passes = (value: string): boolean =>
    wanted.some((each) => test(value, each, context)) !== isNegated
  return set === 'ForAnyValue' ? actual.some(passes) : actual.every(passes)
}
