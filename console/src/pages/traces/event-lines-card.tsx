import type { TraceLine } from '@outcrop/contract'
import { Badge, Card, Group, Stack, Text } from '@mantine/core'
import { TextLink } from '../../ui/links.tsx'
import { LineDetail } from './line-detail.tsx'
import type { EventLines, LineGroup } from './group-lines.ts'

const colors: Record<LineGroup, string> = {
  trace: 'gray',
  event: 'blue',
  feed: 'teal',
  action: 'grape',
  run: 'gray',
  answer: 'lichen',
  delivery: 'lichen',
  problem: 'red',
}

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})

function Line({ line }: { readonly line: TraceLine }) {
  return (
    <Group gap="sm" align="flex-start" wrap="wrap" component="li">
      <Text size="xs" c="dimmed" ff="monospace" pt={2}>
        <time dateTime={line.at} title={line.at}>
          {clock.format(new Date(line.at))}
        </time>
      </Text>
      <Badge size="sm" w={76} color={colors[line.group]}>
        {line.group}
      </Badge>
      <Stack gap={4} flex={1} miw={200}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {line.text}
        </Text>
        <LineDetail detail={line.detail} />
      </Stack>
      {line.run_id && (
        <TextLink to="/runs/$id" params={{ id: line.run_id }} size="xs">
          Open run
        </TextLink>
      )}
    </Group>
  )
}

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
      <Stack gap={6} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {lines.map((line, index) => (
          // Lines are only ever appended, so their place is their identity.
          <Line key={index} line={line} />
        ))}
      </Stack>
    </Card>
  )
}
