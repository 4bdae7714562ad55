import { operators, type Comparison } from '@outcrop/contract'
import { Autocomplete, Select } from '@mantine/core'
import { ComparisonFrame } from '../../ui/conditions/comparison-frame.tsx'
import type { RowProps } from '../../ui/conditions/condition-group.tsx'
import { OperandInput } from '../../ui/conditions/operand-input.tsx'
import { operandKind, operatorLabel } from '../../ui/conditions/operator-kind.ts'
import { withOperator } from './with-operator.ts'

interface ComparisonRowProps extends RowProps<Comparison> {
  readonly attributes: readonly string[]
}

const choices = operators.map((value) => ({ value, label: operatorLabel(value) }))

/** One comparison of an event: attribute, operator, value. */
export function ComparisonRow({ attributes, ...row }: ComparisonRowProps) {
  const { comparison, onChange } = row
  const kind = operandKind(comparison.operator)
  return (
    <ComparisonFrame {...row} folds={kind !== 'none' && kind !== 'number'}>
      <Autocomplete
        aria-label="Attribute"
        placeholder="Attribute, such as tealium_event"
        flex="1 1 200px"
        data={[...attributes]}
        value={comparison.attribute}
        onChange={(attribute) => onChange({ ...comparison, attribute })}
        maxLength={250}
      />
      <Select
        aria-label="Operator"
        flex="1 1 170px"
        allowDeselect={false}
        searchable
        data={choices}
        value={comparison.operator}
        onChange={(chosen) => {
          const next = operators.find((one) => one === chosen)
          if (next) onChange(withOperator(comparison, next))
        }}
      />
      <OperandInput
        kind={kind === 'age' || kind === 'step' ? 'none' : kind}
        value={comparison.value}
        {...(comparison.operator === 'matches' && { placeholder: 'Regular expression (RE2)' })}
        onChange={(value) => onChange({ ...comparison, value })}
      />
    </ComparisonFrame>
  )
}
