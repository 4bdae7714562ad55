import { useQuery } from '@tanstack/react-query'
import { delaysQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { WaitingList } from '../../ui/waiting-list.tsx'
import { ProfileCard } from './profile-card.tsx'

interface VisitorDelaysProps {
  readonly streamId: string
  readonly visitorId: string
}

/** What is to start later for a visitor, and what became of the last of it; nothing when there never was any. */
export function VisitorDelays({ streamId, visitorId }: VisitorDelaysProps) {
  const filter = { stream_id: streamId, visitor_id: visitorId, limit: 10 }
  const delays = useQuery({ ...delaysQuery(filter), refetchInterval: 4_000 }).data?.items ?? []
  if (delays.length === 0) return null
  return (
    <ProfileCard title="Delayed starts">
      <WaitingList
        delays={delays}
        nameOf={({ automation: { id, name } }) => (
          <TextLink to="/automations/$id" params={{ id }} size="sm">
            {name}
          </TextLink>
        )}
      />
    </ProfileCard>
  )
}
