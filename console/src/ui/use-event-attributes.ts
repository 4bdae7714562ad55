import { useQuery } from '@tanstack/react-query'
import { eventsQuery } from '../queries.ts'
import { knownAttributes } from './known-attributes.ts'

/** Attributes that recent events of a stream have; none while no stream is chosen. */
export function useEventAttributes(streamId: string): string[] {
  const recent = useQuery({
    ...eventsQuery({ limit: 50, stream_id: streamId }),
    enabled: streamId !== '',
  })
  return knownAttributes(recent.data?.items ?? [])
}
