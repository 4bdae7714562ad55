import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { runsQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { Time } from '../../ui/time.tsx'

/** How the latest run of an automation went, and the way to all of them. */
export function LastRuns({ automationId }: { readonly automationId: string }) {
  const filter = { automation_id: automationId, limit: 1 }
  const runs = useQuery({ ...runsQuery(filter, () => filter), refetchInterval: 10_000 })
  const last = runs.data?.items[0]
  if (!last) {
    return (
      <Text size="sm" c="dimmed">
        {runs.isPending ? ' ' : 'none yet'}
      </Text>
    )
  }
  return (
    <Group gap={6}>
      <StateBadge state={last.state} />
      <TextLink to="/runs" search={{ automation_id: automationId }} size="xs">
        <Time iso={last.created_at} ago />
      </TextLink>
    </Group>
  )
}
