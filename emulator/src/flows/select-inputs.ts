import type { Json } from '../json.ts'
import { validationError } from '../wire/aws-error.ts'
import { evaluateExpression } from './expressions/evaluate-expression.ts'
import type { FlowNode } from './flow-definition.ts'
import type { Scope } from './scope.ts'
import { valueTypeOf } from './value-type.ts'

/**
 * What the inputs of a node select from what arrived at them. Throws ValidationException where that
 * is nothing, or not of the declared type.
 */
export function selectInputs(node: FlowNode, scope: Scope): Map<string, Json> {
  return new Map(
    node.inputs.flatMap(({ name, type, expression }) => {
      const whole = scope.valueAt(node.name, name)
      if (whole === undefined) return []
      const value = evaluateExpression(expression, whole)
      const where = `The expression ${expression} of the input ${name} of the node ${node.name}`
      if (value === undefined) throw validationError(`${where} selects nothing.`)
      const actual = valueTypeOf(value)
      if (actual === type) return [[name, value] as const]
      throw validationError(`${where} gives the type ${actual}, but the type ${type} is declared.`)
    }),
  )
}

/** Throws ValidationException when an output is not of its declared type. */
export function checkOutputs(node: FlowNode, outputs: Readonly<Record<string, Json>>): void {
  for (const { name, type } of node.outputs) {
    const value = outputs[name]
    if (value === undefined) continue
    const actual = valueTypeOf(value)
    if (actual === type) continue
    throw validationError(
      `The output ${name} of the node ${node.name} has the type ${actual}, but the type ${type} is declared.`,
    )
  }
}
