import { useQuery } from '@tanstack/react-query'
import { Text } from '@mantine/core'
import { eventsQuery, runsQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { eventColumns } from '../events/event-columns.tsx'
import { runColumns } from '../runs/run-columns.tsx'
import { ProfileCard } from './profile-card.tsx'

interface VisitorHistoryProps {
  readonly streamId: string
  readonly visitorId: string
}

/** As many as fit beside everything else; the rest is one click away. */
const limit = 10

/** Columns that say what this page says already, or that there is no room for. */
const spared: ReadonlySet<unknown> = new Set(['visitor_id', 'stream', 'trigger', 'tokens', 'cost_usd']) // prettier-ignore
const ownEventColumns = eventColumns.filter(({ accessor }) => !spared.has(accessor))
const ownRunColumns = runColumns.filter(({ accessor }) => !spared.has(accessor))

/** The last events of a visitor, answers included. */
export function VisitorEvents({ streamId, visitorId }: VisitorHistoryProps) {
  const filter = { stream_id: streamId, visitor_id: visitorId }
  const events = useQuery({ ...eventsQuery({ ...filter, limit }), refetchInterval: 4_000 })
  return (
    <ProfileCard
      title="Events"
      beside={
        <TextLink to="/events" search={filter} size="sm">
          All events
        </TextLink>
      }
    >
      <ListTable
        query={events}
        paged={false}
        columns={ownEventColumns}
        empty={
          <Text size="sm" c="dimmed">
            Its events are older than what is kept. Send a new one.
          </Text>
        }
      />
    </ProfileCard>
  )
}

/** The last runs that this visitor started. */
export function VisitorRuns({ visitorId }: Pick<VisitorHistoryProps, 'visitorId'>) {
  const filter = { visitor_id: visitorId, limit }
  const runs = useQuery({ ...runsQuery(filter, () => filter), refetchInterval: 4_000 })
  return (
    <ProfileCard
      title="Runs"
      beside={
        <TextLink to="/runs" search={{ visitor_id: visitorId }} size="sm">
          All runs
        </TextLink>
      }
    >
      <ListTable
        query={runs}
        paged={false}
        columns={ownRunColumns}
        empty={
          <Text size="sm" c="dimmed">
            Nothing has run for this visitor yet. Publish an automation that starts on its events or
            audiences.
          </Text>
        }
      />
    </ProfileCard>
  )
}
