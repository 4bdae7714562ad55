import { Select } from '@mantine/core'
import { words } from '../../ui/format.ts'

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly values: readonly Value[]
  readonly value: Value
  /** What people call a value, where its own name is not it. */
  readonly labels?: Readonly<Partial<Record<Value, string>>>
  readonly error: string | undefined
  readonly onChange: (value: Value) => void
}

/** One of a few values. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, values, value, labels, error, onChange } = props
  return (
    <Select
      label={label}
      maw={260}
      allowDeselect={false}
      data={values.map((one) => ({ value: one, label: labels?.[one] ?? words(one) }))}
      value={value}
      error={error}
      onChange={(chosen) => {
        const next = values.find((one) => one === chosen)
        if (next !== undefined) onChange(next)
      }}
    />
  )
}
