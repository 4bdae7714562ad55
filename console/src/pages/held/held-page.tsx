import { heldKinds } from '@outcrop/contract'
import { Group } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { heldQuery } from '../../held-queries.ts'
import { streamsQuery } from '../../queries.ts'
import type { HeldSearch } from '../../search.ts'
import { Empty } from '../../ui/empty.tsx'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { FilterText } from '../../ui/filter-text.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { PlainList } from '../../ui/plain-list.tsx'
import { streamName } from '../../ui/stream-name.ts'
import { HeldCard } from './held-card.tsx'
import { kindNames } from './kind-names.ts'

/** Events that are not applied to their visitors yet and stitches that failed: why, and what to do. */
export function HeldPage() {
  const search = useSearch({ from: '/shell/held' })
  const held = useQuery({ ...heldQuery({ limit: 20, ...search }), refetchInterval: 3_000 })
  return (
    <Page
      title="Held"
      description="What failed to be applied to a visitor. Everything else goes on meanwhile, and it is tried again by itself, later each time."
    >
      <HeldFilters search={search} />
      <Loaded query={held} height={360}>
        {({ items, next }) => (
          <>
            {items.length === 0 && (
              <Empty icon={IconCircleCheck} title="Nothing is held">
                Every event that was collected is applied to its visitor, or soon will be.
              </Empty>
            )}
            <PlainList label="What is held" gap="md">
              {items.map((one) => (
                <HeldCard key={one.id} held={one} />
              ))}
            </PlainList>
            <Pager cursor={search.cursor} next={next} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function HeldFilters({ search }: { readonly search: HeldSearch }) {
  const navigate = useNavigate()
  const streams = useQuery(streamsQuery()).data?.items ?? []
  const filter = (change: Partial<HeldSearch>) =>
    void navigate({
      to: '/held',
      search: (before) => ({ ...before, ...change, cursor: undefined }),
      replace: true,
    })
  return (
    <Group gap="sm" align="flex-end" role="search" aria-label="Filter what is held">
      <FilterSelect
        label="Stream"
        none="All streams"
        data={streams.map((stream) => ({ value: stream.id, label: streamName(stream) }))}
        value={search.stream_id}
        onChange={(stream_id) => filter({ stream_id })}
      />
      <FilterSelect
        label="Kind"
        none="Events and stitches"
        data={heldKinds.map((value) => ({ value, label: kindNames[value] }))}
        value={search.kind}
        onChange={(chosen) => filter({ kind: heldKinds.find((kind) => kind === chosen) })}
      />
      <FilterText
        label="Visitor id"
        value={search.visitor_id}
        onChange={(visitor_id) => filter({ visitor_id })}
      />
    </Group>
  )
}
