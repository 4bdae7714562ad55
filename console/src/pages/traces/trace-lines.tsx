import type { TraceLine } from '@outcrop/contract'
import { Card, Chip, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { words } from '../../ui/format.ts'
import { EventLinesCard } from './event-lines-card.tsx'
import { groupLines, lineGroups } from './group-lines.ts'

/** The lines of a trace by event, with a filter by kind. */
export function TraceLines({ lines }: { readonly lines: readonly TraceLine[] }) {
  const [shown, setShown] = useState<string[]>([])
  const present = lineGroups.filter((group) => lines.some((line) => line.group === group))
  const groups = groupLines(lines, shown)
  return (
    <Stack gap="sm">
      {present.length > 1 && (
        <Chip.Group multiple value={shown} onChange={setShown}>
          <Group gap={6} role="group" aria-label="Show only">
            {present.map((group) => (
              <Chip key={group} value={group} size="xs">
                {words(group)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      {groups.length === 0 && (
        <Card>
          <Text size="sm" c="dimmed">
            Nothing has happened yet.
          </Text>
        </Card>
      )}
      {groups.map((group) => (
        <EventLinesCard key={group.eventId ?? 'trace'} group={group} />
      ))}
    </Stack>
  )
}
