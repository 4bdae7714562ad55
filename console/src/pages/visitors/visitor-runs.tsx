import { useQuery } from '@tanstack/react-query'
import { Text } from '@mantine/core'
import { runsQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { runColumns } from '../runs/run-columns.tsx'
import { ProfileCard } from './profile-card.tsx'

interface VisitorRunsProps {
  readonly streamId: string
  readonly visitorId: string
}

/** As many as fit beside everything else; the rest is one click away. */
const limit = 10

/** Columns that say what this page says already, or that there is no room for. */
const spared: ReadonlySet<unknown> = new Set(['visitor_id', 'stream', 'trigger', 'tokens', 'cost_usd']) // prettier-ignore
const ownRunColumns = runColumns.filter(({ accessor }) => !spared.has(accessor))

/** The last runs that this visitor started. */
export function VisitorRuns({ streamId, visitorId }: VisitorRunsProps) {
  const filter = { stream_id: streamId, visitor_id: visitorId, limit }
  const runs = useQuery({ ...runsQuery(filter, () => filter), refetchInterval: 4_000 })
  return (
    <ProfileCard
      title="Runs"
      beside={
        <TextLink to="/runs" search={{ stream_id: streamId, visitor_id: visitorId }} size="sm">
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
