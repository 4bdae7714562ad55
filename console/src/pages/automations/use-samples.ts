import type { Definition, Event, Stream } from '@outcrop/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { eventsQuery, feedsQuery, streamsQuery } from '../../queries.ts'
import { knownAttributes } from '../../ui/known-attributes.ts'
import { firstEvent } from '../home/steps-done.ts'
import { askedNames, likelySamples } from './likely-samples.ts'
import type { Sample } from './use-step-preview.ts'
import { useVisitorSamples, type VisitorSamples } from './use-visitor-samples.ts'
import { useTriggerStream } from './use-trigger-stream.ts'

interface Samples {
  readonly events: readonly Event[]
  readonly attributes: readonly string[]
  readonly sample: Sample
  readonly choose: (eventId: string) => void
  readonly visitors: VisitorSamples
  /** Whether the sample is a visitor, and the way to change that. */
  readonly onVisitor: boolean
  readonly setOnVisitor: (onVisitor: boolean) => void
}

const nobody = { account: 'demo', profile: 'main' }

/** Recent events and visitors of the stream that starts an action, and the one it is shown on. */
export function useSamples({ trigger }: Definition): Samples {
  const [chosen, setChosen] = useState<string | null>(null)
  const [wanted, setOnVisitor] = useState<boolean | null>(null)
  const feeds = useQuery(feedsQuery()).data?.items
  const streams = useQuery(streamsQuery()).data?.items
  const feed = feeds?.find(({ id }) => trigger.type === 'event' && id === trigger.feed_id)
  const streamId = useTriggerStream(trigger)
  const stream = streams?.find(({ id }) => id === streamId)
  const recent = useQuery({
    ...eventsQuery({ limit: 100, stream_id: streamId }),
    staleTime: 60_000,
  })
  const [asked] = feed ? askedNames(feed.condition) : []
  // A busy stream may hold a hundred answers since the last event that the feed is about.
  const fitting = useQuery({
    ...eventsQuery({ limit: 20, stream_id: feed?.stream_id, name: asked }),
    staleTime: 60_000,
    enabled: asked !== undefined,
  })
  const found = [...(fitting.data?.items ?? []), ...(recent.data?.items ?? [])]
  const distinct = [...new Map(found.map((one) => [one.id, one])).values()]
  const events = likelySamples(distinct, feed?.condition)
  const event = events.find(({ id }) => id === chosen) ?? events[0]
  const visitors = useVisitorSamples(trigger, streamId)
  const onVisitor = wanted ?? trigger.type === 'audience'
  return {
    events,
    attributes: knownAttributes(events),
    sample: sampleOf(onVisitor ? visitors.visitorId : undefined, event, stream),
    choose: setChosen,
    visitors,
    onVisitor,
    setOnVisitor,
  }
}

/** Until there is anything to show it on, an action is shown on a made-up event. */
function sampleOf(
  visitorId: string | undefined,
  event: Event | undefined,
  stream: Stream | undefined,
): Sample {
  if (stream && visitorId !== undefined) {
    return { visitor: { stream_id: stream.id, visitor_id: visitorId } }
  }
  return event ? { event } : { payload: firstEvent(stream ?? nobody) }
}
