import { Card, Group, Text } from '@mantine/core'
import { TextLink } from '../../ui/links.tsx'
import { PlainList } from '../../ui/plain-list.tsx'
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
      <PlainList ordered gap={4}>
        {lines.map((line, index) => (
          // Lines are only ever appended, so their place is their identity.
          <TraceLineRow key={index} line={line} />
        ))}
      </PlainList>
    </Card>
  )
}
