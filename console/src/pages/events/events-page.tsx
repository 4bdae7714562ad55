import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { dataSourcesQuery, specificationsQuery } from '../../collection-queries.ts'
import { eventsQuery, streamsQuery } from '../../queries.ts'
import type { EventsSearch } from '../../search.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Page } from '../../ui/page.tsx'
import { eventColumns } from './event-columns.tsx'
import { EventFilters } from './event-filters.tsx'
import { feedOfFilter } from './feed-of-filter.ts'
import { NoEvents } from './no-events.tsx'
import { May } from '../../ui/may.tsx'

/** Every event that was collected, answers included. */
export function EventsPage() {
  const search = useSearch({ from: '/shell/events' })
  const navigate = useNavigate()
  const streams = useQuery(streamsQuery()).data?.items ?? []
  const specifications = useQuery(specificationsQuery()).data?.items ?? []
  const sources = useQuery(dataSourcesQuery()).data?.items ?? []
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
  const feed = feedOfFilter(filters, specifications, sources)
  return (
    <Page
      title="Events"
      description="Everything that was collected, newest first."
      actions={
        feed && (
          <May do="createFeed">
            <ButtonLink
              variant="default"
              to="/feeds/new"
              search={feed}
              leftSection={<IconPlus size={16} />}
            >
              Make a feed of these
            </ButtonLink>
          </May>
        )
      }
    >
      <EventFilters
        filters={filters}
        streams={streams}
        specifications={specifications}
        sources={sources}
        onChange={filter}
      />
      <ListTable
        query={events}
        columns={eventColumns}
        cursor={cursor}
        empty={
          <NoEvents
            filtered={filtered}
            goesOn={typeof events.data?.next === 'string'}
            stream={streams[0]}
          />
        }
      />
    </Page>
  )
}
