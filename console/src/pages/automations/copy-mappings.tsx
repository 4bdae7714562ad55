import { Button, Group, Menu, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { automationsQuery } from '../../queries.ts'
import { copyParameters, type CopyMode } from './copy-parameters.ts'
import { readPromptInput, type Parameter } from './prompt-input.ts'

interface CopyMappingsProps {
  readonly parameters: readonly Parameter[]
  /** The name of this action, which is not offered. */
  readonly ownName: string
  readonly onChange: (parameters: Parameter[]) => void
}

/** Takes the mappings of another action. */
export function CopyMappings({ parameters, ownName, onChange }: CopyMappingsProps) {
  const [mode, setMode] = useState<CopyMode>('keep')
  const automations = useQuery(automationsQuery()).data?.items ?? []
  const mappings = automations.flatMap(({ id, name, draft }) => {
    const others = draft.steps.flatMap((step) => readPromptInput(step.input).parameters)
    return others.length === 0 || name === ownName ? [] : [{ id, name, others }]
  })
  if (mappings.length === 0) return null
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <Button size="xs" variant="subtle" leftSection={<IconCopy size={14} />}>
          Copy from another action
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Stack gap={4} p="xs">
          <Text size="xs" c="dimmed">
            Parameters with the same name
          </Text>
          <SegmentedControl
            size="xs"
            aria-label="Parameters with the same name"
            value={mode}
            onChange={(value) => setMode(value === 'overwrite' ? 'overwrite' : 'keep')}
            data={[
              { value: 'keep', label: 'Keep mine' },
              { value: 'overwrite', label: 'Overwrite' },
            ]}
          />
        </Stack>
        {mappings.map(({ id, name, others }) => (
          <Menu.Item key={id} onClick={() => onChange(copyParameters(parameters, others, mode))}>
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm">{name}</Text>
              <Text size="xs" c="dimmed">
                {others.length}
              </Text>
            </Group>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
