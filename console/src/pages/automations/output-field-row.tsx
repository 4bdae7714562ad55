import { fieldTypes, type OutputField } from '@outcrop/contract'
import { Checkbox, Group, Input, Paper, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { NumberField } from '../../ui/number-field.tsx'
import { RemoveIcon } from '../../ui/remove-icon.tsx'
import { InsideSchema } from './inside-schema.tsx'

interface OutputFieldRowProps {
  readonly field: OutputField
  /** Where it stands in the definition. */
  readonly path: string
  readonly finding: string | undefined
  readonly onChange: (field: OutputField) => void
  readonly onRemove: () => void
}

/** The same field with another type; bounds, choices and what is inside stay where they make sense. */
function withType(before: OutputField, type: OutputField['type']): OutputField {
  const { minimum, maximum, choices, schema, ...field } = before
  const numeric = type === 'integer' || type === 'number'
  return {
    ...field,
    type,
    ...(numeric && minimum !== undefined && { minimum }),
    ...(numeric && maximum !== undefined && { maximum }),
    ...((type === 'string' || type === 'array') && choices && { choices }),
    ...(type === before.type && schema && { schema }),
  }
}

function withChoices(field: OutputField, choices: string[]): OutputField {
  return { ...field, choices: choices.length === 0 ? undefined : choices }
}

/** One field that the answer must have. */
export function OutputFieldRow(props: OutputFieldRowProps) {
  const { field, finding, onChange, onRemove } = props
  const name = field.name === '' ? 'new' : field.name
  const numeric = field.type === 'integer' || field.type === 'number'
  return (
    <Paper withBorder p="sm" role="group" aria-label={`Field ${name}`}>
      <Stack gap="xs">
        <Group gap="xs" align="flex-start">
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
              <NumberField
                label="From"
                w={90}
                value={field.minimum}
                onChange={(minimum) => onChange({ ...field, minimum })}
                onClear={() => onChange({ ...field, minimum: undefined })}
              />
              <NumberField
                label="To"
                w={90}
                value={field.maximum}
                onChange={(maximum) => onChange({ ...field, maximum })}
                onClear={() => onChange({ ...field, maximum: undefined })}
              />
            </>
          )}
          {(field.type === 'string' || (field.type === 'array' && !field.schema)) && (
            <TagsInput
              label={field.type === 'string' ? 'One of' : 'Each one of'}
              placeholder={field.choices ? '' : 'anything'}
              flex="1 1 150px"
              value={field.choices ?? []}
              onChange={(choices) => onChange(withChoices(field, choices))}
            />
          )}
          <Checkbox
            label="Required"
            // Beside the inputs, below their labels.
            mt={33}
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
          <RemoveIcon label={`Remove field ${name}`} onClick={onRemove} />
        </Group>
        <InsideSchema {...props} />
        {finding && field.schema === undefined && <Input.Error>{finding}</Input.Error>}
      </Stack>
    </Paper>
  )
}
