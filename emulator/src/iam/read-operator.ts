import { conditionOperators } from './condition-operators.ts'

type Operator = { set: '' | 'ForAllValues' | 'ForAnyValue'; name: string; ifExists: boolean }

/** The parts of an operator such as `ForAnyValue:StringLikeIfExists`. */
export function readOperator(text: string): Operator {
  const [, set, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(text) ?? []
  return {
    set: set === 'ForAllValues' || set === 'ForAnyValue' ? set : '',
    name,
    ifExists: ifExists !== undefined,
  }
}

export function isOperator(text: string): boolean {
  const { name, ifExists } = readOperator(text)
  return conditionOperators.has(name) || (name === 'Null' && !ifExists)
}
