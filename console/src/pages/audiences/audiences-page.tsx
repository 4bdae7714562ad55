import type { Attribute, Audience, Stream } from '@outcrop/contract'
import { Badge, Group, Text } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { attributesQuery, audiencesQuery, streamsQuery } from '../../queries.ts'
import { describeProfileCondition } from '../../ui/conditions/describe-profile-condition.ts'
import { formatNumber } from '../../ui/format.ts'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { ListRoom } from '../../ui/list-room.tsx'
import { streamColumn } from '../../ui/stream-column.ts'
import { wide } from '../../ui/wide.ts'
import { audienceWords } from './audience-words.ts'
import { May } from '../../ui/may.tsx'

function columnsFor(
  streams: readonly Stream[],
  attributes: readonly Attribute[],
): DataTableColumn<Audience>[] {
  const ofStream = (id: string) => attributes.filter(({ stream_id }) => stream_id === id)
  return [
    {
      accessor: 'name',
      render: ({ id, name, filling }) => (
        <Group gap="xs">
          <TextLink to="/audiences/$id" params={{ id }} size="sm">
            {name}
          </TextLink>
          {filling && <Badge color="yellow">Filling</Badge>}
        </Group>
      ),
    },
    streamColumn(streams),
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
    <May do="createAudience">
      <ButtonLink to="/audiences/new" search={{}} leftSection={<IconPlus size={16} />}>
        New audience
      </ButtonLink>
    </May>
  )
  return (
    <ListRoom
      title="Audiences"
      description="Named conditions on visitors. An automation can start when a visitor joins or leaves one."
      create={create}
      query={audiences}
      columns={columnsFor(streams, attributes)}
      empty={{
        icon: IconUsersGroup,
        title: 'No audience yet',
        text: 'Say in a condition which visitors belong together, such as those who spent more than 500.',
      }}
    />
  )
}
