import { useQuery } from '@tanstack/react-query'
import { Text } from '@mantine/core'
import { delaysQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { WaitingList } from '../../ui/waiting-list.tsx'
import { Section } from './section.tsx'

/** Whose starts of an automation wait, and what became of the last ones; nothing when there never was any. */
export function WaitingStarts({ automationId }: { readonly automationId: string }) {
  const filter = { automation_id: automationId, limit: 10 }
  const delays = useQuery({ ...delaysQuery(filter), refetchInterval: 10_000 }).data?.items ?? []
  if (delays.length === 0) return null
  return (
    <Section title="Delayed starts">
      <WaitingList
        delays={delays}
        nameOf={({ stream_id: streamId, visitor_id: visitorId }) =>
          visitorId === null ? (
            <Text size="sm">Event without a visitor</Text>
          ) : (
            <TextLink
              to="/visitors/$streamId/$visitorId"
              params={{ streamId, visitorId }}
              size="sm"
            >
              {visitorId}
            </TextLink>
          )
        }
      />
    </Section>
  )
}
