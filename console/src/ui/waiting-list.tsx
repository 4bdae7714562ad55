import type { Delay } from '@outcrop/contract'
import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { CancelDelay } from './cancel-delay.tsx'
import { TextLink } from './links.tsx'
import { PlainList } from './plain-list.tsx'
import { Time } from './time.tsx'

interface WaitingListProps {
  readonly delays: readonly Delay[]
  /** What tells one from the others in this place. */
  readonly nameOf: (delay: Delay) => ReactNode
}

/** Starts that wait for their time, and what became of the last ones. */
export function WaitingList({ delays, nameOf }: WaitingListProps) {
  return (
    <PlainList>
      {delays.map((delay) => (
        <Group key={delay.id} component="li" justify="space-between" gap="sm">
          {nameOf(delay)}
          <Outcome delay={delay} />
        </Group>
      ))}
    </PlainList>
  )
}

function Outcome({ delay }: { readonly delay: Delay }) {
  const { state, due_at, ended_at, run_id, reason } = delay
  if (state === 'waiting')
    return (
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          starts <Time iso={due_at} />
        </Text>
        <CancelDelay delay={delay} />
      </Group>
    )
  if (run_id !== null)
    return (
      <TextLink to="/runs/$id" params={{ id: run_id }} size="sm">
        started <Time iso={ended_at ?? due_at} ago />
      </TextLink>
    )
  return (
    <Text size="sm" c="dimmed">
      {state === 'cancelled' ? reason : `dropped: ${reason}`}
    </Text>
  )
}
