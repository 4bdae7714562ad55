import { fieldTypes, type OutputField } from '@outcrop/contract'
import {
  ActionIcon,
  Checkbox,
  Group,
  Input,
  NumberInput,
  Paper,
  Select,
  Stack,
  TagsInput,
  TextInput,
} from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'

interface OutputFieldRowProps {
  readonly field: OutputField
  readonly finding: string | undefined
  readonly onChange: (field: OutputField) => void
  readonly onRemove: () => void
}

/** The same field with another bound; an empty bound is left out. */
function withBound(field: OutputField, key: 'minimum' | 'maximum', value: number | string) {
  return { ...field, [key]: value === '' ? undefined : Number(value) }
}

/** The same field with another type; bounds and choices stay where they make sense. */
function withType({ minimum, maximum, choices, ...field }: OutputField, type: OutputField['type']) {
  const numeric = type === 'integer' || type === 'number'
  return {
    ...field,
    type,
    ...(numeric && minimum !== undefined && { minimum }),
    ...(numeric && maximum !== undefined && { maximum }),
    ...(type === 'string' && choices && { choices }),
  }
}

function withChoices(field: OutputField, choices: string[]): OutputField {
  return { ...field, choices: choices.length === 0 ? undefined : choices }
}

/** One field that the answer must have. */
export function OutputFieldRow({ field, finding, onChange, onRemove }: OutputFieldRowProps) {
  const name = field.name === '' ? 'new' : field.name
  const numeric = field.type === 'integer' || field.type === 'number'
  return (
    <Paper withBorder p="sm" role="group" aria-label={`Field ${name}`}>
      <Stack gap="xs">
        <Group gap="xs" align="flex-end">
          <TextInput
            label="Field"
            placeholder="visitor_score"
            flex="1 1 150px"
            value={field.name}
            onChange={(event) => onChange({ ...field, name: event.currentTarget.value.trim() })}
          />
          <Select
            label="Type"
            w={120}
            allowDeselect={false}
            data={fieldTypes.map((type) => ({ value: type, label: type }))}
            value={field.type}
            onChange={(value) => {
              const type = fieldTypes.find((known) => known === value)
              if (type) onChange(withType(field, type))
            }}
          />
          {numeric && (
            <>
              <NumberInput
                label="From"
                w={90}
                value={field.minimum ?? ''}
                onChange={(value) => onChange(withBound(field, 'minimum', value))}
              />
              <NumberInput
                label="To"
                w={90}
                value={field.maximum ?? ''}
                onChange={(value) => onChange(withBound(field, 'maximum', value))}
              />
            </>
          )}
          {field.type === 'string' && (
            <TagsInput
              label="One of"
              placeholder={field.choices ? '' : 'any text'}
              flex="1 1 150px"
              value={field.choices ?? []}
              onChange={(choices) => onChange(withChoices(field, choices))}
            />
          )}
          <Checkbox
            label="Required"
            mb={9}
            checked={field.required}
            onChange={(event) => onChange({ ...field, required: event.currentTarget.checked })}
          />
        </Group>
        <Group gap="xs" wrap="nowrap">
          <TextInput
            aria-label="Description"
            placeholder="What it means, for the model"
            size="xs"
            flex={1}
            value={field.description}
            onChange={(event) => onChange({ ...field, description: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={`Remove field ${name}`}
            onClick={onRemove}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
        {finding && <Input.Error>{finding}</Input.Error>}
      </Stack>
    </Paper>
  )
}
