import type { Attribute, Audience, Stream } from '@outcrop/contract'
import { Text } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { attributesQuery, audiencesQuery, streamsQuery } from '../../queries.ts'
import { describeProfileCondition } from '../../ui/conditions/describe-profile-condition.ts'
import { Empty } from '../../ui/empty.tsx'
import { formatNumber } from '../../ui/format.ts'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Page } from '../../ui/page.tsx'
import { streamName } from '../../ui/stream-name.ts'
import { wide } from '../../ui/wide.ts'
import { audienceWords } from './audience-words.ts'

function columnsFor(
  streams: readonly Stream[],
  attributes: readonly Attribute[],
): DataTableColumn<Audience>[] {
  const names = new Map(streams.map((stream) => [stream.id, streamName(stream)]))
  const ofStream = (id: string) => attributes.filter(({ stream_id }) => stream_id === id)
  return [
    {
      accessor: 'name',
      render: ({ id, name }) => (
        <TextLink to="/audiences/$id" params={{ id }} size="sm">
          {name}
        </TextLink>
      ),
    },
    {
      accessor: 'stream_id',
      title: 'Stream',
      ...wide,
      render: ({ stream_id }) => names.get(stream_id) ?? '–',
    },
    {
      accessor: 'condition',
      ...wide,
      render: ({ condition, stream_id }) => (
        <Text size="sm" c="dimmed" lineClamp={2} maw={560}>
          {describeProfileCondition(condition, ofStream(stream_id), audienceWords)}
        </Text>
      ),
    },
    {
      accessor: 'size',
      title: 'Visitors',
      textAlign: 'right',
      render: ({ id, stream_id, size }) => (
        <TextLink to="/visitors" search={{ stream_id, audience_id: id }} size="sm">
          {formatNumber(size)}
        </TextLink>
      ),
    },
  ]
}

/** Named conditions on visitors, with how many are in each. */
export function AudiencesPage() {
  const audiences = useQuery({ ...audiencesQuery(), refetchInterval: 5_000 })
  const streams = useQuery(streamsQuery()).data?.items ?? []
  const attributes = useQuery(attributesQuery(undefined)).data?.items ?? []
  const create = (
    <ButtonLink to="/audiences/new" search={{}} leftSection={<IconPlus size={16} />}>
      New audience
    </ButtonLink>
  )
  return (
    <Page
      title="Audiences"
      description="Named conditions on visitors. An automation can start when a visitor joins or leaves one."
      actions={create}
    >
      <ListTable
        query={audiences}
        columns={columnsFor(streams, attributes)}
        empty={
          <Empty icon={IconUsersGroup} title="No audience yet" action={create}>
            Say in a condition which visitors belong together, such as those who spent more than
            500.
          </Empty>
        }
      />
    </Page>
  )
}
