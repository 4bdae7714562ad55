import type { Definition, Event } from '@outcrop/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { eventsQuery, feedsQuery, streamsQuery } from '../../queries.ts'
import { knownAttributes } from '../../ui/known-attributes.ts'
import { firstEvent } from '../home/steps-done.ts'
import { askedNames, likelySamples } from './likely-samples.ts'
import type { Sample } from './use-step-preview.ts'
import { useTriggerStream } from './use-trigger-stream.ts'

interface Samples {
  readonly events: readonly Event[]
  readonly attributes: readonly string[]
  readonly sample: Sample
  readonly choose: (eventId: string) => void
}

const nobody = { account: 'demo', profile: 'main' }

/** Recent events of the stream that starts an action, and the one it is shown on. */
export function useSamples({ trigger }: Definition): Samples {
  const [chosen, setChosen] = useState<string | null>(null)
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
  return {
    events,
    attributes: knownAttributes(events),
    sample: event ? { event } : { payload: firstEvent(stream ?? nobody) },
    choose: setChosen,
  }
}
