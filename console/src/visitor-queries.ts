import type { ProfileCondition, RouteInput, routes } from '@outcrop/contract'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'

type VisitorSearch = RouteInput<typeof routes.searchVisitors>['body']

/** A search looks at thousands of visitors, so it is not asked again unasked. */
export const visitorSearchQuery = (body: VisitorSearch) =>
  queryOptions({
    queryKey: ['visitors', 'search', body],
    queryFn: ({ signal }) => api.searchVisitors({ body }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
  })

/** How many visitors a condition takes in. */
export const audienceEstimateQuery = (streamId: string, condition: ProfileCondition) =>
  queryOptions({
    queryKey: ['audience-estimate', streamId, condition],
    queryFn: ({ signal }) =>
      api.estimateAudience({ body: { stream_id: streamId, condition } }, { signal }),
    retry: false,
    staleTime: 10_000,
  })

/** The events of a visitor, look by look further back. */
export const visitorEventsQuery = (streamId: string, visitorId: string) =>
  infiniteQueryOptions({
    queryKey: ['visitor', streamId, visitorId, 'events'],
    queryFn: ({ pageParam, signal }) =>
      api.listVisitorEvents(
        {
          params: { stream_id: streamId, visitor_id: visitorId },
          query: { limit: 20, cursor: pageParam === '' ? undefined : pageParam },
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
