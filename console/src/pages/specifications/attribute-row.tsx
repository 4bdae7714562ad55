import { eventTypes, type SpecifiedAttribute } from '@outcrop/contract'
import { Autocomplete, Checkbox, Group, Paper, Select, Stack, TextInput } from '@mantine/core' // prettier-ignore
import { RemoveIcon } from '../../ui/remove-icon.tsx'
import { typeNames } from './type-names.ts'

interface AttributeRowProps {
  readonly attribute: SpecifiedAttribute
  /** Names that recent events have. */
  readonly known: string[]
  readonly problem: string | undefined
  readonly onChange: (attribute: SpecifiedAttribute) => void
  readonly onRemove: () => void
}

/** One attribute that events should have. */
export function AttributeRow({ attribute, known, problem, onChange, onRemove }: AttributeRowProps) {
  const name = attribute.name === '' ? 'new' : attribute.name
  return (
    <Paper withBorder p="sm" role="group" aria-label={`Attribute ${name}`}>
      <Stack gap="xs">
        <Group gap="xs" align="flex-start">
          <Autocomplete
            label="Name"
            placeholder="order_total"
            flex="1 1 180px"
            required
            maxLength={250}
            data={known}
            limit={50}
            value={attribute.name}
            error={problem}
            onChange={(text) => onChange({ ...attribute, name: text })}
          />
          <Select
            label="Type"
            flex="0 1 200px"
            allowDeselect={false}
            data={eventTypes.map((value) => ({ value, label: typeNames[value] }))}
            value={attribute.type}
            onChange={(value) => {
              const type = eventTypes.find((one) => one === value)
              if (type) onChange({ ...attribute, type })
            }}
          />
          <Checkbox
            label="Required"
            mt={34}
            checked={attribute.required}
            onChange={(event) => onChange({ ...attribute, required: event.currentTarget.checked })}
          />
        </Group>
        <Group gap="xs" wrap="nowrap">
          <TextInput
            aria-label="Description"
            placeholder="What it means"
            size="xs"
            flex={1}
            maxLength={500}
            value={attribute.description}
            onChange={(event) => onChange({ ...attribute, description: event.currentTarget.value })}
          />
          <RemoveIcon label={`Remove attribute ${name}`} onClick={onRemove} />
        </Group>
      </Stack>
    </Paper>
  )
}
