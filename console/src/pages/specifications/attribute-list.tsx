import type { SpecifiedAttribute } from '@outcrop/contract'
import { Stack, Text, Title } from '@mantine/core'
import { AddButton } from '../../ui/add-button.tsx'
import { problemUnder, type FieldProblems } from '../../ui/field-problems.ts'
import { AttributeRow } from './attribute-row.tsx'

interface AttributeListProps {
  readonly attributes: readonly SpecifiedAttribute[]
  readonly known: string[]
  readonly problems: FieldProblems
  readonly onChange: (attributes: SpecifiedAttribute[]) => void
}

const newOne: SpecifiedAttribute = { name: '', type: 'any', required: true, description: '' }

/** The attributes that events should have. */
export function AttributeList({ attributes, known, problems, onChange }: AttributeListProps) {
  return (
    <Stack gap="xs" align="stretch">
      <Title order={2} size="h5">
        Attributes
      </Title>
      {attributes.length === 0 && (
        <Text size="sm" c="dimmed">
          None yet. An event with a required attribute missing, or of another type, is invalid.
        </Text>
      )}
      {attributes.map((attribute, index) => (
        <AttributeRow
          // Names change while they are typed; rows are told apart by their place.
          key={index}
          attribute={attribute}
          known={known}
          problem={problemUnder(problems, `attributes.${index}`)}
          onChange={(changed) => onChange(attributes.with(index, changed))}
          onRemove={() => onChange(attributes.toSpliced(index, 1))}
        />
      ))}
      <AddButton label="Add attribute" onClick={() => onChange([...attributes, newOne])} />
    </Stack>
  )
}
