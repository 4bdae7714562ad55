import { Select, type SelectProps } from '@mantine/core'

interface FilterSelectProps {
  readonly label: string
  readonly value: string | undefined
  readonly data: NonNullable<SelectProps['data']>
  /** What no choice means, such as "All states". */
  readonly none: string
  readonly onChange: (value: string | undefined) => void
}

/** A filter with a closed list of values. */
export function FilterSelect({ label, value, data, none, onChange }: FilterSelectProps) {
  return (
    <Select
      label={label}
      size="xs"
      w={{ base: 'calc(50% - 6px)', sm: 176 }}
      placeholder={none}
      data={data}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      clearable
      searchable
      clearButtonProps={{ 'aria-label': `Clear ${label}` }}
    />
  )
}
