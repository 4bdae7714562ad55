import type { Event } from '@outcrop/contract'
import { Group, Text } from '@mantine/core'
import { CopyButton } from '../../ui/copy-button.tsx'
import type { Fact } from '../../ui/fact-list.tsx'
import { TextLink } from '../../ui/links.tsx'
import { streamName } from '../../ui/stream-name.ts'
import { Time } from '../../ui/time.tsx'
import { VisitorLink } from '../../ui/visitor-link.tsx'
import { EventSource } from './event-source.tsx'
import { EventVerdict } from './event-verdict.tsx'

/** What is known of an event beside its payload. */
export function eventFacts(event: Event): Fact[] {
  return [
    ['Received', <Time key="time" iso={event.received_at} />],
    ['Stream', streamName(event.stream)],
    ['Visitor', <VisitorLink key="visitor" visitorId={event.visitor_id} stream={event.stream} />],
    ['Specification', <EventVerdict key="verdict" {...event} />],
    ['Data source', <EventSource key="source" source={event.source} />],
    [
      'Caused by',
      event.caused_by ? (
        <TextLink to="/runs/$id" params={{ id: event.caused_by.run_id }} size="sm">
          a run, at depth {event.caused_by.depth}
        </TextLink>
      ) : (
        'collected from outside'
      ),
    ],
    [
      'Runs',
      <TextLink key="runs" to="/runs" search={{ event_id: event.id }} size="sm">
        Runs that this event started
      </TextLink>,
    ],
    [
      'Id',
      <Group key="id" gap={2} wrap="nowrap">
        <Text span size="xs" ff="monospace">
          {event.id}
        </Text>
        <CopyButton value={event.id} what="event id" />
      </Group>,
    ],
  ]
}
