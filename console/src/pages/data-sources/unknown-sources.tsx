import type { Stream } from '@outcrop/contract'
import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { unknownSourcesQuery, type ListedUnknownSource } from '../../collection-queries.ts'
import { formatNumber } from '../../ui/format.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { lastEventColumn } from '../../ui/last-event-column.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { streamColumn } from '../../ui/stream-column.ts'
import { wide } from '../../ui/wide.ts'
import { May } from '../../ui/may.tsx'

function columnsFor(streams: readonly Stream[]): DataTableColumn<ListedUnknownSource>[] {
  return [
    {
      accessor: 'key',
      render: ({ key }) => (
        <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {key}
        </Text>
      ),
    },
    streamColumn(streams),
    {
      accessor: 'events',
      textAlign: 'right',
      render: ({ events }) => formatNumber(events),
    },
    { ...lastEventColumn(), ...wide },
    {
      accessor: 'id',
      title: 'Adopt',
      textAlign: 'right',
      render: ({ key, stream_id }) => (
        <May do="createDataSource">
          <ButtonLink
            to="/data-sources/new"
            search={{ stream_id, key }}
            variant="default"
            size="compact-xs"
            aria-label={`Make a data source of ${key}`}
          >
            Make a source
          </ButtonLink>
        </May>
      ),
    },
  ]
}

/** Keys that events carry and that belong to no data source; nothing when there are none. */
export function UnknownSources({ streams }: { readonly streams: readonly Stream[] }) {
  const unknown = useQuery({ ...unknownSourcesQuery(), refetchInterval: 10_000 })
  if (unknown.data === undefined || unknown.data.items.length === 0) return null
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        Unknown sources
      </Title>
      <Text size="sm" c="dimmed">
        Events carry these keys, and no data source has them. They are accepted all the same.
      </Text>
      <ListTable query={unknown} columns={columnsFor(streams)} empty={null} paged={false} />
    </Stack>
  )
}
