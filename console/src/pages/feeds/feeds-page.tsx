import type { Feed, Stream } from '@outcrop/contract'
import { Badge, Group, Text } from '@mantine/core'
import { IconFilter, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { feedsQuery, streamsQuery } from '../../queries.ts'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { ListRoom } from '../../ui/list-room.tsx'
import { streamColumn } from '../../ui/stream-column.ts'
import { wide } from '../../ui/wide.ts'
import { describeCondition } from './describe-condition.ts'

function columnsFor(streams: readonly Stream[]): DataTableColumn<Feed>[] {
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
      ...wide,
      render: ({ condition }) => (
        <Text size="sm" c="dimmed" lineClamp={2} maw={620}>
          {describeCondition(condition)}
        </Text>
      ),
    },
  ]
}

/** Named conditions on events. */
export function FeedsPage() {
  const feeds = useQuery(feedsQuery())
  const streams = useQuery(streamsQuery())
  const create = (
    <ButtonLink to="/feeds/new" search={{}} leftSection={<IconPlus size={16} />}>
      New feed
    </ButtonLink>
  )
  return (
    <ListRoom
      title="Feeds"
      description="Named conditions on events. An action starts on the events of one feed."
      create={create}
      query={feeds}
      columns={columnsFor(streams.data?.items ?? [])}
      empty={{
        icon: IconFilter,
        title: 'No feed yet',
        text: 'Every stream brings the feed “All Events”. Create a stream with the first feed.',
      }}
    />
  )
}
