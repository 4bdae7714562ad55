import { noSource, type Stream } from '@outcrop/contract'
import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { unsourcedEventsQuery, type ListedUnsourced } from '../../collection-queries.ts'
import { formatNumber } from '../../ui/format.ts'
import { TextLink } from '../../ui/links.tsx'
import { lastEventColumn } from '../../ui/last-event-column.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { streamName } from '../../ui/stream-name.ts'
import { wide } from '../../ui/wide.ts'

function columnsFor(streams: readonly Stream[]): DataTableColumn<ListedUnsourced>[] {
  const names = new Map(streams.map((stream) => [stream.id, streamName(stream)]))
  return [
    {
      accessor: 'stream_id',
      title: 'Stream',
      render: ({ stream_id }) => (
        <TextLink to="/events" search={{ stream_id, data_source_id: noSource }} size="sm">
          No source, in {names.get(stream_id) ?? 'a stream'}
        </TextLink>
      ),
    },
    {
      accessor: 'events_24h',
      title: '24 hours',
      textAlign: 'right',
      render: ({ events_24h }) => formatNumber(events_24h),
    },
    {
      accessor: 'events_30d',
      title: '30 days',
      textAlign: 'right',
      ...wide,
      render: ({ events_30d }) => formatNumber(events_30d),
    },
    { ...lastEventColumn(), ...wide },
  ]
}

/** Events of late that name no source at all, though their stream has sources; nothing when there are none. */
export function UnsourcedEvents({ streams }: { readonly streams: readonly Stream[] }) {
  const unsourced = useQuery({ ...unsourcedEventsQuery(), refetchInterval: 10_000 })
  if (unsourced.data === undefined || unsourced.data.items.length === 0) return null
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        Events without a source
      </Title>
      <Text size="sm" c="dimmed">
        These events carry no key, though their stream has sources. Answers of actions are among
        them.
      </Text>
      <ListTable query={unsourced} columns={columnsFor(streams)} empty={null} paged={false} />
    </Stack>
  )
}
