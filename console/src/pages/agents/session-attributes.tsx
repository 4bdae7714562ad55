import { Card, Code, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { AddButton } from '../../ui/add-button.tsx'
import { RemoveIcon } from '../../ui/remove-icon.tsx'
import { nameFault, type AttributeRow } from './attribute-rows.ts'

interface SessionAttributesProps {
  readonly rows: readonly AttributeRow[]
  /** Null when the conversation has begun: they belong to its beginning. */
  readonly onChange: ((rows: readonly AttributeRow[]) => void) | null
}

const notes = {
  before:
    'Handed to the action groups of the agent, such as who the customer is. Set before the first message.',
  begun: 'What this conversation began with.',
  none: 'This conversation began without any.',
} as const

/** What the action groups of the agent are handed in the whole conversation. */
export function SessionAttributes({ rows, onChange }: SessionAttributesProps) {
  return (
    <Card padding="md" component="section" aria-label="Session attributes">
      <Stack gap="xs">
        <Title order={2} size="h5">
          Session attributes
        </Title>
        <Text size="sm" c="dimmed">
          {onChange ? notes.before : notes[rows.length === 0 ? 'none' : 'begun']}
        </Text>
        {onChange
          ? rows.map((row, index) => (
              <AttributeFields
                key={index}
                rows={rows}
                index={index}
                row={row}
                onChange={onChange}
              />
            ))
          : rows.map(({ name, value }) => (
              <Text size="sm" key={name} style={{ overflowWrap: 'anywhere' }}>
                {name}: <Code>{value}</Code>
              </Text>
            ))}
        {onChange && (
          <AddButton
            label="Add attribute"
            onClick={() => onChange([...rows, { name: '', value: '' }])}
          />
        )}
      </Stack>
    </Card>
  )
}

interface AttributeFieldsProps {
  readonly rows: readonly AttributeRow[]
  readonly index: number
  readonly row: AttributeRow
  readonly onChange: (rows: readonly AttributeRow[]) => void
}

function AttributeFields({ rows, index, row, onChange }: AttributeFieldsProps) {
  const change = (part: Partial<AttributeRow>) => onChange(rows.with(index, { ...row, ...part }))
  return (
    <Group
      gap="xs"
      wrap="nowrap"
      align="flex-start"
      role="group"
      aria-label={`Attribute ${index + 1}`}
    >
      <TextInput
        aria-label="Name"
        placeholder="Name"
        flex={1}
        value={row.name}
        error={nameFault(rows, index)}
        onChange={(event) => change({ name: event.currentTarget.value.trim() })}
      />
      <TextInput
        aria-label="Value"
        placeholder="Value"
        flex={1}
        maxLength={10_000}
        value={row.value}
        onChange={(event) => change({ value: event.currentTarget.value })}
      />
      <RemoveIcon
        size="lg"
        label={`Remove attribute ${index + 1}`}
        onClick={() => onChange(rows.toSpliced(index, 1))}
      />
    </Group>
  )
}
