import type { Held } from '@outcrop/contract'
import { Box, Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { streamsQuery } from '../../queries.ts'
import { FactList } from '../../ui/fact-list.tsx'
import { formatNumber } from '../../ui/format.ts'
import { JsonView } from '../../ui/json-view.tsx'
import { TextLink } from '../../ui/links.tsx'
import { May } from '../../ui/may.tsx'
import { streamName } from '../../ui/stream-name.ts'
import { Time } from '../../ui/time.tsx'
import { VisitorLink } from '../../ui/visitor-link.tsx'
import { DropHeld } from './drop-held.tsx'
import { heldTitle } from './held-title.ts'
import { RetryHeld } from './retry-held.tsx'

/** One thing that is held: what it is, why it waits, what to do, and the two things that can be done here. */
export function HeldCard({ held }: { readonly held: Held }) {
  const { event, problem } = held
  const title = heldTitle(held)
  return (
    <Card component="li" aria-label={title}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Title order={2} size="h5" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          <Group gap="xs">
            <May do="retryHeld">
              <RetryHeld held={held} />
            </May>
            <DropHeld held={held} />
          </Group>
        </Group>
        <HeldFacts held={held} />
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          <b>{problem.title}. </b>
          {problem.detail}
        </Text>
        <Text size="sm" c="dimmed">
          <b>What to do: </b>
          {problem.remedy}
        </Text>
        {event && <HeldPayload payload={event.payload} title={title} />}
      </Stack>
    </Card>
  )
}

function HeldFacts({ held }: { readonly held: Held }) {
  const { event, visitor_id, stream_id, tries, held_at, next_try_at } = held
  const stream = useQuery(streamsQuery()).data?.items.find(({ id }) => id === stream_id)
  return (
    <FactList
      facts={[
        ['Held since', <Time key="since" iso={held_at} ago />],
        ['Tries', formatNumber(tries)],
        ['Next try', <Time key="next" iso={next_try_at} />],
        ['Visitor', <VisitorLink key="visitor" visitorId={visitor_id} stream={stream_id} />],
        ['Stream', stream ? streamName(stream) : '–'],
        ...(event
          ? [['Event', <TextLink key="event" to="/events/$id" params={{ id: event.id }} size="sm">What happened</TextLink>] as const]
          : []),
      ]}
    />
  ) // prettier-ignore
}

function HeldPayload({ payload, title }: { readonly payload: object; readonly title: string }) {
  const [shown, { toggle }] = useDisclosure(false)
  return (
    <Box>
      <Button size="compact-xs" variant="subtle" aria-expanded={shown} onClick={toggle}>
        {shown ? 'Hide the event' : 'Show the event'}
      </Button>
      {shown && <JsonView value={payload} what={`payload of ${title}`} maxHeight={320} />}
    </Box>
  )
}
