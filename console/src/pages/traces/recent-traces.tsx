import type { Trace } from '@outcrop/contract'
import { Badge, Title } from '@mantine/core'
import { IconActivity } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { tracesQuery } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { formatNumber } from '../../ui/format.ts'
import { TextLink } from '../../ui/links.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Time } from '../../ui/time.tsx'
import { wide } from '../../ui/wide.ts'

const columns: DataTableColumn<Trace>[] = [
  {
    accessor: 'id',
    title: 'Trace',
    render: ({ id }) => (
      <TextLink to="/trace" search={{ id }} size="sm">
        {id}
      </TextLink>
    ),
  },
  {
    accessor: 'ended_at',
    title: 'State',
    render: ({ ended_at }) => (
      <Badge color={ended_at === null ? 'lichen' : 'gray'}>
        {ended_at === null ? 'Open' : 'Ended'}
      </Badge>
    ),
  },
  {
    accessor: 'events',
    title: 'Events',
    textAlign: 'right',
    render: ({ events }) => formatNumber(events),
  },
  {
    accessor: 'started_at',
    noWrap: true,
    title: 'Started',
    textAlign: 'right',
    ...wide,
    render: ({ started_at }) => <Time iso={started_at} ago />,
  },
]

/** The latest traces, to come back to. */
export function RecentTraces() {
  const traces = useQuery(tracesQuery())
  return (
    <section>
      <Title order={2} size="h5" mb="sm">
        Recent traces
      </Title>
      <ListTable
        query={traces}
        columns={columns}
        empty={
          <Empty icon={IconActivity} title="No trace yet">
            Start one above: it shows a command that sends an event into it.
          </Empty>
        }
      />
    </section>
  )
}
