import { useQuery } from '@tanstack/react-query'
import { eventsQuery } from '../queries.ts'
import { knownAttributes } from './known-attributes.ts'

/** Attributes that recent events of a stream have. */
export function useEventAttributes(streamId: string | null): string[] {
  const recent = useQuery({
    ...eventsQuery({ limit: 50, stream_id: streamId ?? undefined }),
    enabled: streamId !== null,
  })
  return knownAttributes(recent.data?.items ?? [])
}
