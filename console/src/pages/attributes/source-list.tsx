import type { Source } from '@outcrop/contract'
import { Box, Group, Stack } from '@mantine/core'
import { AddButton } from '../../ui/add-button.tsx'
import { problemUnder } from '../../ui/field-problems.ts'
import { RemoveIcon } from '../../ui/remove-icon.tsx'
import type { ChangePart } from './change-part.ts'
import { SourceField } from './source-field.tsx'
import { newSource } from './source-kind.ts'

interface SourceListProps extends ChangePart {
  readonly label: string
  readonly isNumber?: boolean
  readonly sources: readonly Source[]
  readonly onChange: (sources: Source[]) => void
}

/** Several values, in order. */
export function SourceList(props: SourceListProps) {
  const { label, isNumber = false, sources, choices, problems, path, onChange } = props
  return (
    <Stack gap="xs" role="group" aria-label={label}>
      {sources.map((source, index) => (
        <Group key={index} gap="xs" align="flex-end" wrap="nowrap">
          <Box flex={1}>
            <SourceField
              label={`${label}: ${index + 1}`}
              value={source}
              isNumber={isNumber}
              choices={choices}
              error={problemUnder(problems, `${path}.of.${index}`)}
              onChange={(next) => onChange(sources.with(index, next))}
            />
          </Box>
          {sources.length > 1 && (
            <RemoveIcon
              size="lg"
              label={`Remove value ${index + 1}`}
              onClick={() => onChange(sources.toSpliced(index, 1))}
            />
          )}
        </Group>
      ))}
      <AddButton
        label="Add value"
        disabled={sources.length >= 20}
        onClick={() => onChange([...sources, newSource('event')])}
      />
    </Stack>
  )
}
