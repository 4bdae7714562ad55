import type { DataSource, Stream } from '@outcrop/contract'
import { Text } from '@mantine/core'
import type { DataTableColumn } from 'mantine-datatable'
import { formatNumber } from '../../ui/format.ts'
import { lastEventColumn } from '../../ui/last-event-column.tsx'
import { TextLink } from '../../ui/links.tsx'
import { streamColumn } from '../../ui/stream-column.ts'
import { wide } from '../../ui/wide.ts'
import { platformNames } from './platform-names.ts'

/** The columns of the list of data sources. */
export function sourceColumns(streams: readonly Stream[]): DataTableColumn<DataSource>[] {
  return [
    {
      accessor: 'name',
      render: ({ id, name, key }) => (
        <>
          <TextLink to="/data-sources/$id" params={{ id }} size="sm">
            {name}
          </TextLink>
          <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            {key}
          </Text>
        </>
      ),
    },
    { accessor: 'platform', ...wide, render: ({ platform }) => platformNames[platform] },
    streamColumn(streams),
    {
      accessor: 'events_24h',
      title: '24 hours',
      textAlign: 'right',
      render: ({ events_24h }) => formatNumber(events_24h),
    },
    {
      accessor: 'events_7d',
      title: '7 days',
      textAlign: 'right',
      ...wide,
      render: ({ events_7d }) => formatNumber(events_7d),
    },
    {
      accessor: 'events_30d',
      title: '30 days',
      textAlign: 'right',
      ...wide,
      render: ({ events_30d }) => formatNumber(events_30d),
    },
    lastEventColumn(),
  ]
}
