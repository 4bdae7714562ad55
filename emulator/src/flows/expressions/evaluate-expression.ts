import { isJsonObject, type Json } from '../../json.ts'
import { parseExpression, type Step } from './parse-expression.ts'

/**
 * What an expression selects from a whole input; undefined when it selects nothing. Throws
 * SyntaxError for what is no expression.
 */
export function evaluateExpression(expression: string, whole: Json): Json | undefined {
  const steps = parseExpression(expression)
  const found = steps.reduce<Json[]>(
    (values, step) => values.flatMap((value) => take(step, value)),
    [whole],
  )
  return steps.some(selectsMany) ? found : found[0]
}

function selectsMany(step: Step): boolean {
  return step.kind === 'indexes' ? step.indexes.length > 1 : step.kind !== 'field'
}

function take(step: Step, value: Json): Json[] {
  if (step.kind === 'field') {
    return isJsonObject(value)
      ? Object.entries(value).flatMap(([key, member]) => (key === step.name ? [member] : []))
      : []
  }
  if (step.kind === 'all' && isJsonObject(value)) return Object.values(value)
  if (!Array.isArray(value)) return []
  switch (step.kind) {
    case 'all':
      return value
    case 'slice':
      return value.slice(step.from, step.to)
    case 'indexes':
      return step.indexes.flatMap((index) => value.slice(index, index + 1))
  }
}
