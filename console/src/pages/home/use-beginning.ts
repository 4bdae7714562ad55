import { useQuery } from '@tanstack/react-query'
import { automationsQuery, eventsQuery, providersQuery, streamsQuery } from '../../queries.ts'
import type { Beginning } from './steps-done.ts'

/** How far an organization has come: undefined until it is known, null when it cannot be known. */
export function useBeginning(): Beginning | null | undefined {
  const streams = useQuery(streamsQuery())
  const providers = useQuery(providersQuery())
  const automations = useQuery(automationsQuery())
  const events = useQuery({ ...eventsQuery({ limit: 1 }), refetchInterval: 5_000 })
  if (streams.data && providers.data && automations.data && events.data) {
    return {
      streams: streams.data.items,
      providers: providers.data.items,
      automations: automations.data.items,
      hasEvents: events.data.items.length > 0,
    }
  }
  return [streams, providers, automations, events].some(({ isError }) => isError) ? null : undefined
}
