import type { SpecifiedAttribute } from '@outcrop/contract'
import { Button, Stack, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
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
      <Button
        variant="default"
        leftSection={<IconPlus size={16} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => onChange([...attributes, newOne])}
      >
        Add attribute
      </Button>
    </Stack>
  )
}
