import type { Event } from '@outcrop/contract'
import { Button, Group, Skeleton, Stack, Text, Timeline } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Failure } from '../../ui/failure.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Time } from '../../ui/time.tsx'
import { visitorEventsQuery } from '../../visitor-queries.ts'
import { ProfileCard } from './profile-card.tsx'

interface VisitorEventsProps {
  readonly streamId: string
  readonly visitorId: string
}

/** What happened to a visitor, the newest event first, answers included. */
export function VisitorEvents({ streamId, visitorId }: VisitorEventsProps) {
  const events = useInfiniteQuery({
    ...visitorEventsQuery(streamId, visitorId),
    // Each look reads much of the log: only the first one is kept up to date.
    refetchInterval: ({ state }) => (state.data?.pages.length === 1 ? 5_000 : false),
  })
  const { data, error } = events
  if (!data) {
    return (
      <ProfileCard title="Events">
        {error ? (
          <Failure error={error} onRetry={() => void events.refetch()} />
        ) : (
          <Skeleton height={160} role="status" aria-label="Loading" />
        )}
      </ProfileCard>
    )
  }
  const items = data.pages.flatMap((page) => page.items)
  return (
    <ProfileCard title="Events">
      {items.length > 0 && <Happenings events={items} />}
      <LookedBack to={data.pages.at(-1)?.looked_back_to ?? null} />
      {events.hasNextPage && (
        <Group>
          <Button
            size="xs"
            variant="default"
            loading={events.isFetchingNextPage}
            onClick={() => void events.fetchNextPage()}
          >
            Look further back
          </Button>
        </Group>
      )}
    </ProfileCard>
  )
}

const Happenings = ({ events }: { readonly events: readonly Event[] }) => (
  <Timeline bulletSize={12} lineWidth={1}>
    {events.map(({ id, name, received_at, caused_by }) => (
      <Timeline.Item
        key={id}
        title={
          <TextLink to="/events/$id" params={{ id }} size="sm">
            {name ?? 'without a name'}
          </TextLink>
        }
      >
        <Stack gap={0}>
          <Text size="xs" c="dimmed">
            <Time iso={received_at} />
          </Text>
          {caused_by && (
            <TextLink to="/runs/$id" params={{ id: caused_by.run_id }} size="xs">
              the answer of a run
            </TextLink>
          )}
        </Stack>
      </Timeline.Item>
    ))}
  </Timeline>
)

const LookedBack = ({ to }: { readonly to: string | null }) => (
  <Text size="sm" c="dimmed" role="status">
    {to === null ? (
      'There are no older ones that are kept.'
    ) : (
      <>
        Looked back to <Time iso={to} />. Events have no index by visitor, so older ones are looked
        for piece by piece.
      </>
    )}
  </Text>
)
