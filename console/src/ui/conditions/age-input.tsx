import { timeUnits, type ProfileComparison } from '@outcrop/contract'
import { Group, Select, Text } from '@mantine/core'
import { words } from '../format.ts'
import { OperandInput } from './operand-input.tsx'

interface AgeInputProps {
  readonly comparison: ProfileComparison
  readonly onChange: (comparison: ProfileComparison) => void
}

const units = timeUnits.map((unit) => ({ value: unit, label: words(unit) }))

/** How long ago: a number and its unit. */
export function AgeInput({ comparison, onChange }: AgeInputProps) {
  const { value, unit = 'days' } = comparison
  return (
    <Group gap="xs" wrap="nowrap" flex="1 1 240px">
      <OperandInput
        kind="number"
        value={value}
        onChange={(next) => onChange({ ...comparison, value: next })}
      />
      <Select
        aria-label="Unit"
        miw={100}
        allowDeselect={false}
        data={units}
        value={unit}
        onChange={(chosen) => {
          const next = timeUnits.find((one) => one === chosen)
          if (next) onChange({ ...comparison, unit: next })
        }}
      />
      <Text size="sm">ago</Text>
    </Group>
  )
}
