import { timeUnits, type Within } from '@outcrop/contract'
import { Group, Select } from '@mantine/core'
import { words } from '../../ui/format.ts'
import { NumberField } from '../../ui/number-field.tsx'

interface WithinFieldProps {
  readonly value: Within
  readonly error: string | undefined
  readonly onChange: (value: Within) => void
}

const units = timeUnits.map((unit) => ({ value: unit, label: words(unit) }))

/** How far back the entries of a timeline count. */
export function WithinField({ value, error, onChange }: WithinFieldProps) {
  return (
    <Group gap="xs" align="flex-end">
      <NumberField
        label="Only of the last"
        description="Of a timeline only. Left out, all entries count"
        placeholder="all entries"
        maw={260}
        min={0}
        value={value?.value}
        error={error}
        onChange={(next) => onChange({ unit: value?.unit ?? 'days', value: next })}
        onClear={() => onChange(undefined)}
      />
      {value && (
        <Select
          aria-label="Unit of time"
          w={120}
          allowDeselect={false}
          data={units}
          value={value.unit}
          onChange={(chosen) => {
            const unit = timeUnits.find((one) => one === chosen)
            if (unit) onChange({ ...value, unit })
          }}
        />
      )}
    </Group>
  )
}
