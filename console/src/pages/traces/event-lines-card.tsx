import { Card, Group, Stack, Text } from '@mantine/core'
import { TextLink } from '../../ui/links.tsx'
import type { EventLines } from './group-lines.ts'
import { TraceLineRow } from './trace-line-row.tsx'

/** What happened to one event. */
export function EventLinesCard({ group: { eventId, lines } }: { readonly group: EventLines }) {
  return (
    <Card padding="md">
      {eventId && (
        <Group justify="space-between" mb="xs">
          <Text size="xs" c="dimmed" ff="monospace" truncate>
            {eventId}
          </Text>
          <TextLink to="/events/$id" params={{ id: eventId }} size="xs">
            Open event
          </TextLink>
        </Group>
      )}
      <Stack gap={4} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {lines.map((line, index) => (
          // Lines are only ever appended, so their place is their identity.
          <TraceLineRow key={index} line={line} />
        ))}
      </Stack>
    </Card>
  )
}
