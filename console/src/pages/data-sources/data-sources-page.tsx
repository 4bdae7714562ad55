import { IconPlus, IconRouter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { dataSourcesQuery } from '../../collection-queries.ts'
import { streamsQuery } from '../../queries.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { ListRoom } from '../../ui/list-room.tsx'
import { sourceColumns } from './source-columns.tsx'
import { UnknownSources } from './unknown-sources.tsx'
import { UnsourcedEvents } from './unsourced-events.tsx'
import { May } from '../../ui/may.tsx'

/** What sends events, and how much of them. */
export function DataSourcesPage() {
  const sources = useQuery({ ...dataSourcesQuery(), refetchInterval: 10_000 })
  const streams = useQuery(streamsQuery()).data?.items ?? []
  const create = (
    <May do="createDataSource">
      <ButtonLink to="/data-sources/new" search={{}} leftSection={<IconPlus size={16} />}>
        New data source
      </ButtonLink>
    </May>
  )
  return (
    <ListRoom
      title="Data sources"
      description="The sites, apps and systems that send events. Each has a key that its events carry."
      create={create}
      query={sources}
      columns={sourceColumns(streams)}
      empty={{
        icon: IconRouter,
        title: 'No data source yet',
        text: 'Events are accepted without one. Create one for each site or app to see how much it sends, and when it falls silent.',
      }}
    >
      {sources.data && (
        <>
          <UnknownSources streams={streams} />
          <UnsourcedEvents streams={streams} />
        </>
      )}
    </ListRoom>
  )
}
