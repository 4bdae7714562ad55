import type { Visitor } from '@outcrop/contract'
import { Badge, Group } from '@mantine/core'
import type { DataTableColumn } from 'mantine-datatable'
import { formatNumber } from '../../ui/format.ts'
import { TextLink } from '../../ui/links.tsx'
import { Time } from '../../ui/time.tsx'
import { wide } from '../../ui/wide.ts'

export const visitorColumns: DataTableColumn<Visitor>[] = [
  {
    accessor: 'id',
    title: 'Visitor',
    render: ({ id, stream_id }) => (
      <TextLink
        to="/visitors/$streamId/$visitorId"
        params={{ streamId: stream_id, visitorId: id }}
        size="sm"
        style={{ overflowWrap: 'anywhere' }}
      >
        {id}
      </TextLink>
    ),
  },
  {
    accessor: 'audiences',
    ...wide,
    render: ({ audiences }) => (
      <Group gap={6}>
        {audiences.map(({ id, name }) => (
          <Badge key={id} color="indigo">
            {name}
          </Badge>
        ))}
      </Group>
    ),
  },
  {
    accessor: 'visits',
    textAlign: 'right',
    ...wide,
    render: ({ visits }) => formatNumber(visits),
  },
  {
    accessor: 'events',
    textAlign: 'right',
    render: ({ events }) => formatNumber(events),
  },
  {
    accessor: 'last_event_at',
    title: 'Last event',
    noWrap: true,
    textAlign: 'right',
    render: ({ last_event_at }) => <Time iso={last_event_at} ago />,
  },
]
