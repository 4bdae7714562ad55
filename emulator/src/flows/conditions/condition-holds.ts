import type { Json } from '../../json.ts'
import { validationError } from '../../wire/aws-error.ts'
import { evaluateCondition } from './evaluate-condition.ts'
import { parseCondition } from './parse-condition.ts'

/** Whether a condition of a node holds. Throws ValidationException when that cannot be said. */
export function conditionHolds(
  expression: string,
  node: string,
  values: ReadonlyMap<string, Json>,
): boolean {
  try {
    return evaluateCondition(parseCondition(expression), values)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw validationError(`The condition ${expression} of the node ${node} failed. ${reason}`)
  }
}
