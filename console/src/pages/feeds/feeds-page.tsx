import type { Feed, Stream } from '@outcrop/contract'
import { Badge, Group, Text } from '@mantine/core'
import { IconFilter, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { feedsQuery, streamsQuery } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Page } from '../../ui/page.tsx'
import { streamName } from '../../ui/stream-name.ts'
import { wide } from '../../ui/wide.ts'
import { describeCondition } from './describe-condition.ts'

function columnsFor(streams: readonly Stream[]): DataTableColumn<Feed>[] {
  const names = new Map(streams.map((stream) => [stream.id, streamName(stream)]))
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
    {
      accessor: 'stream_id',
      title: 'Stream',
      render: ({ stream_id }) => names.get(stream_id) ?? '–',
    },
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
    <Page
      title="Feeds"
      description="Named conditions on events. An action starts on the events of one feed."
      actions={create}
    >
      <ListTable
        query={feeds}
        columns={columnsFor(streams.data?.items ?? [])}
        empty={
          <Empty icon={IconFilter} title="No feed yet" action={create}>
            Every stream brings the feed “All Events”. Create a stream with the first feed.
          </Empty>
        }
      />
    </Page>
  )
}
