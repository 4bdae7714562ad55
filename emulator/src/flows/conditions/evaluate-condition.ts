import type { Json } from '../../json.ts'
import type { Comparison, Condition, Operand } from './parse-condition.ts'

/** Whether a condition holds. Throws TypeError when numbers are needed and something else is there. */
export function evaluateCondition(
  condition: Condition,
  inputs: ReadonlyMap<string, Json>,
): boolean {
  switch (condition.kind) {
    case 'and':
      return evaluateCondition(condition.left, inputs) && evaluateCondition(condition.right, inputs)
    case 'or':
      return evaluateCondition(condition.left, inputs) || evaluateCondition(condition.right, inputs)
    case 'not':
      return !evaluateCondition(condition.inner, inputs)
    case 'compare':
      return compare(
        condition.comparison,
        valueOf(condition.left, inputs),
        valueOf(condition.right, inputs),
      )
  }
}

function valueOf(operand: Operand, inputs: ReadonlyMap<string, Json>): Json {
  if ('value' in operand) return operand.value
  const value = inputs.get(operand.input)
  if (value === undefined) throw new TypeError(`The condition node has no input ${operand.input}.`)
  return value
}

/** Values of different types are never equal. */
function compare(comparison: Comparison, left: Json, right: Json): boolean {
  if (comparison === '==') return left === right
  if (comparison === '!=') return left !== right
  if (typeof left !== 'number' || typeof right !== 'number') {
    throw new TypeError(
      `${comparison} compares numbers only, not ${JSON.stringify(left)} with ${JSON.stringify(right)}.`,
    )
  }
  switch (comparison) {
    case '>':
      return left > right
    case '>=':
      return left >= right
    case '<':
      return left < right
    case '<=':
      return left <= right
  }
}

/** The inputs that a condition speaks of. */
export function inputsOf(condition: Condition): string[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...inputsOf(condition.left), ...inputsOf(condition.right)]
    case 'not':
      return inputsOf(condition.inner)
    case 'compare':
      return [condition.left, condition.right].flatMap((operand) =>
        'input' in operand ? [operand.input] : [],
      )
  }
}
