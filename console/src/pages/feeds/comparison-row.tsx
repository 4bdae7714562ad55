import { operators, type Comparison, type Operator } from '@outcrop/contract'
import { ActionIcon, Autocomplete, Checkbox, Group, Select } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { OperandInput } from './operand-input.tsx'
import { operandKind, operatorLabel, withOperator } from './operator-kind.ts'

interface ComparisonRowProps {
  readonly comparison: Comparison
  /** Where it stands, such as 2.1, to tell the rows apart by ear. */
  readonly place: string
  readonly attributes: readonly string[]
  readonly onChange: (comparison: Comparison) => void
  readonly onRemove: () => void
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
      <OperandInput comparison={comparison} onChange={onChange} />
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
