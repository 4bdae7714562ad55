import { operators, type Comparison, type Operator } from '@outcrop/contract'
import { ActionIcon, Autocomplete, Checkbox, Group, Select } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { RowProps } from '../../ui/conditions/condition-group.tsx'
import { OperandInput } from '../../ui/conditions/operand-input.tsx'
import { operandKind, operatorLabel } from '../../ui/conditions/operator-kind.ts'
import { withOperator } from './with-operator.ts'

interface ComparisonRowProps extends RowProps<Comparison> {
  readonly attributes: readonly string[]
}

const choices = operators.map((value) => ({ value, label: operatorLabel(value) }))
const isOperator = (text: string | null): text is Operator =>
  operators.some((operator) => operator === text)

/** One comparison: attribute, operator, value. */
export function ComparisonRow(props: ComparisonRowProps) {
  const { comparison, place, attributes, onChange, onRemove } = props
  const kind = operandKind(comparison.operator)
  const withoutCase = kind === 'none' || kind === 'number'
  return (
    <Group gap="xs" align="center" role="group" aria-label={`Comparison ${place}`}>
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
        onChange={(value) => {
          if (isOperator(value)) onChange(withOperator(comparison, value))
        }}
      />
      <OperandInput
        kind={kind === 'age' || kind === 'step' ? 'none' : kind}
        value={comparison.value}
        {...(comparison.operator === 'matches' && { placeholder: 'Regular expression (RE2)' })}
        onChange={(value) => onChange({ ...comparison, value })}
      />
      <Group gap="xs" wrap="nowrap">
        <Checkbox
          label="Ignore case"
          size="xs"
          disabled={withoutCase}
          checked={!withoutCase && (comparison.ignore_case ?? false)}
          onChange={(event) =>
            onChange({ ...comparison, ignore_case: event.currentTarget.checked })
          }
        />
        <ActionIcon
          variant="subtle"
          color="red"
          aria-label={`Remove comparison ${place}`}
          onClick={onRemove}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
    </Group>
  )
}
