import { Stack } from '@mantine/core'
import { IconPlus, IconRouter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { dataSourcesQuery } from '../../collection-queries.ts'
import { streamsQuery } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Page } from '../../ui/page.tsx'
import { sourceColumns } from './source-columns.tsx'
import { UnknownSources } from './unknown-sources.tsx'

/** What sends events, and how much of them. */
export function DataSourcesPage() {
  const sources = useQuery({ ...dataSourcesQuery(), refetchInterval: 10_000 })
  const streams = useQuery(streamsQuery()).data?.items ?? []
  const create = (
    <ButtonLink to="/data-sources/new" search={{}} leftSection={<IconPlus size={16} />}>
      New data source
    </ButtonLink>
  )
  return (
    <Page
      title="Data sources"
      description="The sites, apps and systems that send events. Each has a key that its events carry."
      actions={create}
    >
      <Stack gap="xl">
        <ListTable
          query={sources}
          columns={sourceColumns(streams)}
          paged={false}
          empty={
            <Empty icon={IconRouter} title="No data source yet" action={create}>
              Events are accepted without one. Create one for each site or app to see how much it
              sends, and when it falls silent.
            </Empty>
          }
        />
        {sources.data && <UnknownSources streams={streams} />}
      </Stack>
    </Page>
  )
}
