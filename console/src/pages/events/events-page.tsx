import { Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { eventsQuery, streamsQuery } from '../../queries.ts'
import type { EventsSearch } from '../../search.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { FilterText } from '../../ui/filter-text.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Page } from '../../ui/page.tsx'
import { streamName } from '../../ui/stream-name.ts'
import { eventColumns } from './event-columns.tsx'
import { NoEvents } from './no-events.tsx'

/** Every event that was collected, answers included. */
export function EventsPage() {
  const search = useSearch({ from: '/shell/events' })
  const navigate = useNavigate()
  const streams = useQuery(streamsQuery())
  const events = useQuery({
    ...eventsQuery({ limit: 50, ...search }),
    refetchInterval: search.cursor === undefined ? 4_000 : false,
  })
  const filter = (change: Partial<EventsSearch>) =>
    void navigate({
      to: '/events',
      search: (before) => ({ ...before, ...change, cursor: undefined }),
      replace: true,
    })
  const { cursor, ...filters } = search
  const filtered = Object.values(filters).some((value) => value !== undefined)
  return (
    <Page title="Events" description="Everything that was collected, newest first.">
      <Group gap="sm" align="flex-end" role="search" aria-label="Filter events">
        <FilterSelect
          label="Stream"
          none="All streams"
          data={(streams.data?.items ?? []).map((stream) => ({
            value: stream.id,
            label: streamName(stream),
          }))}
          value={search.stream_id}
          onChange={(stream_id) => filter({ stream_id })}
        />
        <FilterText label="Event name" value={search.name} onChange={(name) => filter({ name })} />
        <FilterText
          label="Visitor id"
          value={search.visitor_id}
          onChange={(visitor_id) => filter({ visitor_id })}
        />
        <FilterText
          label="Trace id"
          value={search.trace_id}
          onChange={(trace_id) => filter({ trace_id })}
        />
      </Group>
      <ListTable
        query={events}
        columns={eventColumns}
        cursor={cursor}
        empty={<NoEvents filtered={filtered} stream={streams.data?.items[0]} />}
      />
    </Page>
  )
}
