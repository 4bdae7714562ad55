import type { Stream } from '@outcrop/contract'
import { Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { audiencesQuery, streamsQuery } from '../../queries.ts'
import type { VisitorsSearch } from '../../search.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { FilterText } from '../../ui/filter-text.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { streamName } from '../../ui/stream-name.ts'
import { FoundVisitors } from './found-visitors.tsx'
import { ListedVisitors } from './listed-visitors.tsx'
import { NoVisitors } from './no-visitors.tsx'
import { VisitorCondition } from './visitor-condition.tsx'

interface VisitorsProps {
  readonly streams: readonly Stream[]
  readonly streamId: string
}

function Visitors({ streams, streamId }: VisitorsProps) {
  const { audience_id, id_prefix, condition, cursor } = useSearch({ from: '/shell/visitors' })
  const navigate = useNavigate()
  const audiences = useQuery(audiencesQuery(streamId)).data?.items ?? []
  const where = { limit: 50, stream_id: streamId, audience_id, id_prefix, cursor }
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
          onChange={(stream_id) =>
            filter({ stream_id, audience_id: undefined, condition: undefined })
          }
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
      <VisitorCondition
        key={JSON.stringify(condition)}
        streamId={streamId}
        condition={condition}
        onChange={(next) => filter({ condition: next })}
      />
      {condition ? (
        <FoundVisitors search={{ ...where, condition }} />
      ) : (
        <ListedVisitors filter={where} />
      )}
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
