import type { Condition } from '@outcrop/contract'
import { attributeOf } from '../../kernel/attribute.ts'
import { testOf } from './operators.ts'

export type Matcher = (payload: Record<string, unknown>) => boolean

/** Compiles a condition once, so that matching an event parses nothing. Throws when it cannot. */
export function matcherOf(condition: Condition): Matcher {
  if ('all' in condition) {
    const parts = condition.all.map(matcherOf)
    return (payload) => parts.every((part) => part(payload))
  }
  if ('any' in condition) {
    const parts = condition.any.map(matcherOf)
    return (payload) => parts.some((part) => part(payload))
  }
  const test = testOf(condition)
  return (payload) => test(attributeOf(payload, condition.attribute))
}

/** Each is compiled, and tried on every event. */
export const maxExpressions = 100

function expressionsIn(condition: Condition): number {
  if ('operator' in condition) return condition.operator === 'matches' ? 1 : 0
  const parts = 'all' in condition ? condition.all : condition.any
  return parts.reduce((sum, part) => sum + expressionsIn(part), 0)
}

/** Why a condition cannot be used, or undefined: its expressions must compile, and be few. */
export function faultInCondition(condition: Condition): string | undefined {
  const expressions = expressionsIn(condition)
  if (expressions > maxExpressions)
    return `it has ${expressions} regular expressions; ${maxExpressions} are the most`
  try {
    matcherOf(condition)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : 'The condition cannot be used.'
  }
}
