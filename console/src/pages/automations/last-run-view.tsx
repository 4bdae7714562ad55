import type { LastRun } from '@outcrop/contract'
import { Group, Text } from '@mantine/core'
import { TextLink } from '../../ui/links.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { Time } from '../../ui/time.tsx'

/** How the latest run of an automation went, and the way to all of them. */
export function LastRunView({ run }: { readonly run: LastRun | undefined }) {
  if (!run) {
    return (
      <Text size="sm" c="dimmed">
        none yet
      </Text>
    )
  }
  return (
    <Group gap={6}>
      <StateBadge state={run.state} />
      <TextLink to="/runs" search={{ automation_id: run.automation_id }} size="xs">
        <Time iso={run.created_at} ago />
      </TextLink>
    </Group>
  )
}
