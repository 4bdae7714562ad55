import type { DataSource } from '@outcrop/contract'
import { Badge, Box, Card, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { dataSourceQuery } from '../../collection-queries.ts'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { DeletionCard } from '../../ui/deletion-card.tsx'
import { FactList } from '../../ui/fact-list.tsx'
import { formatNumber } from '../../ui/format.ts'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Time } from '../../ui/time.tsx'
import { DataSourceForm, dataSourceDraft } from './data-source-form.tsx'
import { platformNames } from './platform-names.ts'
import { SourceSending } from './source-sending.tsx'
import { SourceVolume } from './source-volume.tsx'

function SourceFacts({ source }: { readonly source: DataSource }) {
  const { key, description, last_event_at, events_24h, events_7d, events_30d } = source
  return (
    <Card>
      <Stack>
        <FactList
          facts={[
            ['Last event', last_event_at === null ? 'none yet' : <Time key="last" iso={last_event_at} ago />], // prettier-ignore
            ['24 hours', formatNumber(events_24h)],
            ['7 days', formatNumber(events_7d)],
            ['30 days', formatNumber(events_30d)],
          ]}
        />
        {description !== '' && (
          <Text size="sm" c="dimmed">
            {description}
          </Text>
        )}
        <Box>
          <Text size="xs" c="dimmed" mb={4}>
            Key, which its events carry as tealium_datasource
          </Text>
          <CopyBlock what="key" text={key} />
        </Box>
      </Stack>
    </Card>
  )
}

function EditSource({ source }: { readonly source: DataSource }) {
  const params = { id: source.id }
  return (
    <>
      <DataSourceForm
        initial={dataSourceDraft(source)}
        isSaved
        save={({ name, description, platform }) =>
          api.updateDataSource({ params, body: { name, description, platform } })
        }
        onSaved={() => {
          notifications.show({ message: 'Data source saved.' })
        }}
      />
      <DeletionCard
        operation="deleteDataSource"
        label="Delete data source"
        title={`Delete ${source.name}?`}
        note="What sends with its key may go on: its events are accepted, from an unknown source."
        remove={() => api.deleteDataSource({ params })}
        list={{ room: '/data-sources', query: 'data-sources' }}
      >
        Its volumes are deleted with it. Its events stay. This cannot be undone.
      </DeletionCard>
    </>
  )
}

/** One data source: what it sends, how it is told to, and what it is called. */
export function DataSourcePage() {
  const { id } = useParams({ from: '/shell/data-sources/$id' })
  const source = useQuery({ ...dataSourceQuery(id), refetchInterval: 5_000 })
  const { data } = source
  return (
    <Page
      title={data?.name ?? 'Data source'}
      above={<TextLink to="/data-sources">Data sources</TextLink>}
      beside={data && <Badge color="gray">{platformNames[data.platform]}</Badge>}
    >
      <Loaded query={source} height={900}>
        {(found) => (
          <Stack gap="lg" maw={980}>
            <SourceFacts source={found} />
            <SourceVolume source={found} />
            <SourceSending source={found} />
            <EditSource key={found.id} source={found} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
