import type { Specification, Stream } from '@outcrop/contract'
import type { DataTableColumn } from 'mantine-datatable'
import { lastEventColumn } from '../../ui/last-event-column.tsx'
import { TextLink } from '../../ui/links.tsx'
import { streamColumn } from '../../ui/stream-column.ts'
import { wide } from '../../ui/wide.ts'
import { VerdictCountList } from './verdict-count-list.tsx'

/** The columns of the list of specifications. */
export function specificationColumns(streams: readonly Stream[]): DataTableColumn<Specification>[] {
  return [
    {
      accessor: 'name',
      title: 'Event',
      render: ({ id, name }) => (
        <TextLink
          to="/specifications/$id"
          params={{ id }}
          size="sm"
          style={{ overflowWrap: 'anywhere' }}
        >
          {name}
        </TextLink>
      ),
    },
    streamColumn(streams),
    {
      accessor: 'attributes',
      textAlign: 'right',
      ...wide,
      render: ({ attributes }) => attributes.length,
    },
    {
      accessor: 'events_24h',
      title: '24 hours',
      textAlign: 'right',
      render: ({ events_24h }) => <VerdictCountList counts={events_24h} />,
    },
    {
      accessor: 'events_30d',
      title: '30 days',
      textAlign: 'right',
      ...wide,
      render: ({ events_30d }) => <VerdictCountList counts={events_30d} />,
    },
    { ...lastEventColumn(), ...wide },
  ]
}
