import type { Source } from '@outcrop/contract'
import { Group, Input, Select, Text, TextInput } from '@mantine/core'
import {
  AttributeNameFields,
  type AttributeChoices,
} from '../../ui/conditions/attribute-name-fields.tsx'
import { numberOrText } from '../../ui/conditions/operator-kind.ts'
import { newSource, sourceKindOf, sourceKinds, sourceLabels } from './source-kind.ts'

interface SourceFieldProps {
  readonly label: string
  readonly value: Source
  /** Whether a fixed value is a number. */
  readonly isNumber?: boolean
  readonly choices: AttributeChoices
  readonly error: string | undefined
  readonly onChange: (value: Source) => void
}

const kinds = sourceKinds.map((value) => ({ value, label: sourceLabels[value] }))

/** Where a value comes from: an attribute, a fixed value, or the time of the event. */
export function SourceField(props: SourceFieldProps) {
  const { label, value, isNumber = false, choices, error, onChange } = props
  return (
    <div role="group" aria-label={label}>
      <Input.Label component="div">{label}</Input.Label>
      <Group gap="xs">
        <Select
          aria-label="Source"
          w={170}
          allowDeselect={false}
          data={kinds}
          value={sourceKindOf(value)}
          onChange={(chosen) => {
            const kind = sourceKinds.find((one) => one === chosen)
            if (kind && kind !== sourceKindOf(value)) onChange(newSource(kind))
          }}
        />
        {'scope' in value && (
          <AttributeNameFields choices={choices} value={value} onChange={onChange} />
        )}
        {'value' in value && (
          <TextInput
            aria-label="Value"
            flex="1 1 180px"
            maxLength={1000}
            value={String(value.value)}
            onChange={({ currentTarget: { value: text } }) =>
              onChange({ value: isNumber ? numberOrText(text) : text })
            }
          />
        )}
      </Group>
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" mt={4}>
          {error}
        </Text>
      )}
    </div>
  )
}
