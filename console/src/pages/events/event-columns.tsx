import type { Event } from '@outcrop/contract'
import { Badge, Box, Group, Text } from '@mantine/core'
import type { DataTableColumn } from 'mantine-datatable'
import { TextLink } from '../../ui/links.tsx'
import { streamName } from '../../ui/stream-name.ts'
import { Time } from '../../ui/time.tsx'
import { VerdictBadge } from '../../ui/verdict-badge.tsx'
import { VisitorLink } from '../../ui/visitor-link.tsx'
import { wide } from '../../ui/wide.ts'

export const eventColumns: DataTableColumn<Event>[] = [
  {
    accessor: 'name',
    title: 'Event',
    render: (event) => (
      <div>
        <Group gap={6}>
          <TextLink to="/events/$id" params={{ id: event.id }} size="sm">
            {event.name ?? 'without a name'}
          </TextLink>
          {event.caused_by && <Badge color="blue">Answer</Badge>}
          {event.source?.id === null && <Badge color="yellow">Unknown source</Badge>}
        </Group>
        {event.specification && event.specification.verdict !== 'valid' && (
          <Box hiddenFrom="sm">
            <VerdictBadge verdict={event.specification.verdict} />
          </Box>
        )}
        <Text size="xs" c="dimmed" hiddenFrom="sm" style={{ overflowWrap: 'anywhere' }}>
          {event.visitor_id}
        </Text>
      </div>
    ),
  },
  {
    accessor: 'specification',
    ...wide,
    render: ({ specification }) => <VerdictBadge verdict={specification?.verdict} />,
  },
  {
    accessor: 'visitor_id',
    title: 'Visitor',
    ...wide,
    render: ({ visitor_id, stream }) => <VisitorLink visitorId={visitor_id} stream={stream} />,
  },
  {
    accessor: 'stream',
    title: 'Stream',
    ...wide,
    render: ({ stream }) => streamName(stream),
  },
  {
    accessor: 'received_at',
    noWrap: true,
    title: 'Received',
    textAlign: 'right',
    render: ({ received_at }) => <Time iso={received_at} ago />,
  },
]
