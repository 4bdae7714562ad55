import type { RunState, Usage } from '@outcrop/contract'
import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { formatNumber } from '../../ui/format.ts'
import { TextLink } from '../../ui/links.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'

const notes = {
  queued: 'will start as soon as a worker is free',
  running: 'a worker has them',
  waiting: 'for a retry, a limit, or until AWS lets them; they hold no worker',
} as const satisfies Partial<Record<RunState, string>>

const states = ['queued', 'running', 'waiting'] as const

/** Runs that have not ended. */
export function InProgress({ counts }: { readonly counts: Usage['in_progress'] }) {
  return (
    <Card h="100%">
      <Title order={2} size="h5" mb="md">
        Runs in progress
      </Title>
      <Stack gap="sm">
        {states.map((state) => (
          <Group key={state} wrap="nowrap" gap="sm">
            <StateBadge state={state} />
            <Text size="sm" c="dimmed" flex={1}>
              {notes[state]}
            </Text>
            <TextLink
              to="/runs"
              search={{ state }}
              fw={600}
              aria-label={`${formatNumber(counts[state])} ${state} runs`}
            >
              {formatNumber(counts[state])}
            </TextLink>
          </Group>
        ))}
      </Stack>
    </Card>
  )
}
