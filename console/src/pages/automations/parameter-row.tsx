import { ActionIcon, Autocomplete, Group, Input, Select, Stack, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { Parameter } from './prompt-input.ts'

interface ParameterRowProps {
  readonly parameter: Parameter
  readonly attributes: readonly string[]
  readonly finding: string | undefined
  readonly onChange: (parameter: Parameter) => void
  readonly onRemove: () => void
}

type Source = 'attribute' | 'text' | 'template'

const sources = [
  { value: 'attribute', label: 'Attribute' },
  { value: 'text', label: 'Custom text' },
  { value: 'template', label: 'Template' },
]

function read({ from }: Parameter): { readonly source: Source; readonly value: string } {
  if ('attribute' in from) return { source: 'attribute', value: from.attribute }
  if ('text' in from) return { source: 'text', value: from.text }
  return { source: 'template', value: from.template }
}

function fromOf(source: string, value: string): Parameter['from'] {
  if (source === 'text') return { text: value }
  return source === 'template' ? { template: value } : { attribute: value }
}

/** One row of the mapping: a value from the event, a fixed text, or a template becomes a parameter. */
export function ParameterRow(props: ParameterRowProps) {
  const { parameter, attributes, finding, onChange, onRemove } = props
  const { source, value } = read(parameter)
  const name = parameter.name === '' ? 'new' : parameter.name
  const setValue = (text: string) => onChange({ ...parameter, from: fromOf(source, text) })
  return (
    <Stack gap={4} role="group" aria-label={`Parameter ${name}`}>
      <Group gap="xs" align="flex-end">
        <Select
          label="From"
          w={140}
          allowDeselect={false}
          data={sources}
          value={source}
          onChange={(chosen) => {
            if (chosen !== null) onChange({ ...parameter, from: fromOf(chosen, value) })
          }}
        />
        {source === 'attribute' ? (
          <Autocomplete
            label="Attribute"
            placeholder="product_name"
            flex="1 1 160px"
            data={[...attributes]}
            value={value}
            onChange={setValue}
          />
        ) : (
          <TextInput
            label={source === 'text' ? 'Text' : 'Template'}
            flex="1 1 160px"
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        )}
        <TextInput
          label="Parameter"
          placeholder="last_product_viewed"
          flex="1 1 160px"
          value={parameter.name}
          onChange={(event) => onChange({ ...parameter, name: event.currentTarget.value.trim() })}
        />
        <ActionIcon
          variant="subtle"
          color="red"
          size="lg"
          aria-label={`Remove parameter ${name}`}
          onClick={onRemove}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
      {finding && <Input.Error>{finding}</Input.Error>}
    </Stack>
  )
}
