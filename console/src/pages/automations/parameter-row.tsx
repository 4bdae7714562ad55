import type { Attribute } from '@outcrop/contract'
import { Autocomplete, Group, Input, Select, Stack, Text, TextInput } from '@mantine/core'
import { AttributeSelect } from '../../ui/attribute-select.tsx'
import { RemoveIcon } from '../../ui/remove-icon.tsx'
import {
  changeParameterSource,
  parameterSourceLabels,
  parameterSources,
  readParameterSource,
  writeParameterSource,
} from './parameter-source.ts'
import type { Parameter } from './prompt-input.ts'

/** What parameters can be made of. */
export interface ParameterChoices {
  /** Attributes that events have. */
  readonly attributes: readonly string[]
  /** Attributes of visitor and visit. */
  readonly kept: readonly Attribute[]
}

interface ParameterRowProps extends ParameterChoices {
  readonly parameter: Parameter
  readonly finding: string | undefined
  /** What it is on the chosen event or visitor. */
  readonly shown: unknown
  readonly onChange: (parameter: Parameter) => void
  readonly onRemove: () => void
}

const sources = parameterSources.map((value) => ({ value, label: parameterSourceLabels[value] }))

interface ValueFieldProps extends ParameterChoices {
  readonly from: Parameter['from']
  readonly onChange: (value: string) => void
}

function ValueField({ from, attributes, kept, onChange }: ValueFieldProps) {
  const { source, value } = readParameterSource(from)
  switch (source) {
    case 'attribute':
      return (
        <Autocomplete
          label="Attribute"
          placeholder="product_name"
          flex="1 1 140px"
          data={[...attributes]}
          value={value}
          onChange={onChange}
        />
      )
    case 'visitor':
    case 'visit':
      return (
        <AttributeSelect
          label="Attribute"
          flex="1 1 140px"
          attributes={kept.filter(({ scope }) => scope === source)}
          value={value}
          onChange={onChange}
        />
      )
    case 'text':
    case 'template':
      return (
        <TextInput
          label={source === 'text' ? 'Text' : 'Template'}
          // A template is read as a whole: where it is narrow the name goes below it.
          flex={source === 'text' ? '1 1 140px' : '1 1 300px'}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
  }
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** One row of the mapping: an attribute, a fixed text, or a template becomes a parameter. */
export function ParameterRow(props: ParameterRowProps) {
  const { parameter, finding, shown, attributes, kept, onChange, onRemove } = props
  const { source } = readParameterSource(parameter.from)
  const name = parameter.name === '' ? 'new' : parameter.name
  return (
    <Stack gap={4} role="group" aria-label={`Parameter ${name}`}>
      <Group gap="xs" align="flex-end">
        <Select
          label="From"
          w={215}
          allowDeselect={false}
          data={sources}
          value={source}
          onChange={(chosen) => {
            const next = parameterSources.find((one) => one === chosen)
            if (next) onChange({ ...parameter, from: changeParameterSource(parameter.from, next) })
          }}
        />
        <ValueField
          from={parameter.from}
          attributes={attributes}
          kept={kept}
          onChange={(value) =>
            onChange({ ...parameter, from: writeParameterSource({ source, value }) })
          }
        />
        <TextInput
          label="Parameter"
          placeholder="last_product_viewed"
          flex="1 1 140px"
          value={parameter.name}
          onChange={(event) => onChange({ ...parameter, name: event.currentTarget.value.trim() })}
        />
        <RemoveIcon size="lg" label={`Remove parameter ${name}`} onClick={onRemove} />
      </Group>
      {finding && <Input.Error>{finding}</Input.Error>}
      {shown !== undefined && shown !== null && (
        <Text size="xs" c="dimmed" truncate>
          = {shown === '' ? 'nothing' : asText(shown)}
        </Text>
      )}
    </Stack>
  )
}
