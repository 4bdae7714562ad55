import type { Feed, Stream } from '@outcrop/contract'
import { Badge, Group, Text } from '@mantine/core'
import { IconFilter, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { dataSourcesQuery, specificationsQuery } from '../../collection-queries.ts'
import { feedsQuery, streamsQuery } from '../../queries.ts'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { ListRoom } from '../../ui/list-room.tsx'
import { streamColumn } from '../../ui/stream-column.ts'
import { wide } from '../../ui/wide.ts'
import { describeFeed, type FeedNames } from './describe-feed.ts'
import { May } from '../../ui/may.tsx'

function columnsFor(streams: readonly Stream[], names: FeedNames): DataTableColumn<Feed>[] {
  return [
    {
      accessor: 'name',
      render: ({ id, name, built_in }) => (
        <Group gap={6}>
          <TextLink to="/feeds/$id" params={{ id }} size="sm">
            {name}
          </TextLink>
          {built_in && <Badge color="gray">Built in</Badge>}
        </Group>
      ),
    },
    streamColumn(streams),
    {
      accessor: 'condition',
      title: 'Events in it',
      ...wide,
      render: (feed) => (
        <Text size="sm" c="dimmed" lineClamp={2} maw={620}>
          {describeFeed(feed, names)}
        </Text>
      ),
    },
  ]
}

/** Named conditions on events. */
export function FeedsPage() {
  const feeds = useQuery(feedsQuery())
  const streams = useQuery(streamsQuery())
  const specifications = useQuery(specificationsQuery()).data?.items ?? []
  const sources = useQuery(dataSourcesQuery()).data?.items ?? []
  const create = (
    <May do="createFeed">
      <ButtonLink to="/feeds/new" search={{}} leftSection={<IconPlus size={16} />}>
        New feed
      </ButtonLink>
    </May>
  )
  return (
    <ListRoom
      title="Feeds"
      description="Named conditions on events. An action starts on the events of one feed."
      create={create}
      query={feeds}
      columns={columnsFor(streams.data?.items ?? [], { specifications, sources })}
      empty={{
        icon: IconFilter,
        title: 'No feed yet',
        text: 'Every stream brings the feed “All Events”. Create a stream with the first feed.',
      }}
    />
  )
}
