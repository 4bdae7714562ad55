import type { Stream } from '@outcrop/contract'
import { Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { audiencesQuery, streamsQuery, visitorsQuery } from '../../queries.ts'
import type { VisitorsSearch } from '../../search.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { FilterText } from '../../ui/filter-text.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { streamName } from '../../ui/stream-name.ts'
import { NoVisitors } from './no-visitors.tsx'
import { visitorColumns } from './visitor-columns.tsx'

interface VisitorsProps {
  readonly streams: readonly Stream[]
  readonly streamId: string
}

const pages = { first: 'First page', next: 'Next page' }

function Visitors({ streams, streamId }: VisitorsProps) {
  const { audience_id, id_prefix, cursor } = useSearch({ from: '/shell/visitors' })
  const navigate = useNavigate()
  const audiences = useQuery(audiencesQuery(streamId)).data?.items ?? []
  const visitors = useQuery({
    ...visitorsQuery({ limit: 50, stream_id: streamId, audience_id, id_prefix, cursor }),
    refetchInterval: 4_000,
  })
  const filter = (change: Partial<VisitorsSearch>) =>
    void navigate({
      to: '/visitors',
      search: (before) => ({ ...before, ...change, cursor: undefined }),
      replace: true,
    })
  return (
    <>
      <Group gap="sm" align="flex-end" role="search" aria-label="Filter visitors">
        <FilterSelect
          label="Stream"
          none="First stream"
          data={streams.map((stream) => ({ value: stream.id, label: streamName(stream) }))}
          value={streamId}
          onChange={(stream_id) => filter({ stream_id, audience_id: undefined })}
        />
        <FilterSelect
          label="Audience"
          none="All visitors"
          data={audiences.map(({ id, name }) => ({ value: id, label: name }))}
          value={audience_id}
          onChange={(chosen) => filter({ audience_id: chosen })}
        />
        <FilterText
          label="Visitor id begins with"
          value={id_prefix}
          onChange={(typed) => filter({ id_prefix: typed })}
        />
      </Group>
      <ListTable
        query={visitors}
        columns={visitorColumns}
        cursor={cursor}
        pages={pages}
        empty={<NoVisitors filtered={audience_id !== undefined || id_prefix !== undefined} />}
      />
    </>
  )
}

/** Who events are about, one stream at a time. */
export function VisitorsPage() {
  const { stream_id } = useSearch({ from: '/shell/visitors' })
  const streams = useQuery(streamsQuery())
  return (
    <Page
      title="Visitors"
      description="Who the events of a stream are about, with what is kept of each of them."
    >
      <Loaded query={streams} height={420}>
        {({ items }) => {
          const streamId = stream_id ?? items[0]?.id
          if (streamId === undefined) return <NoVisitors filtered={false} />
          return <Visitors key={streamId} streams={items} streamId={streamId} />
        }}
      </Loaded>
    </Page>
  )
}
