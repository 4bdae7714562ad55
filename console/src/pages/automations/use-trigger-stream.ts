import type { Trigger } from '@outcrop/contract'
import { useQuery } from '@tanstack/react-query'
import { audiencesQuery, feedsQuery } from '../../queries.ts'

/** The stream whose events or visitors start an automation; undefined when someone starts it by hand. */
export function useTriggerStream(trigger: Trigger): string | undefined {
  const feeds = useQuery(feedsQuery()).data?.items
  const audiences = useQuery(audiencesQuery()).data?.items
  switch (trigger.type) {
    case 'event':
      return feeds?.find(({ id }) => id === trigger.feed_id)?.stream_id
    case 'audience':
      return audiences?.find(({ id }) => id === trigger.audience_id)?.stream_id
    case 'manual':
      return undefined
  }
}
