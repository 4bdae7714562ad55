import type { RouteInput, routes } from '@outcrop/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'

type HeldFilter = RouteInput<typeof routes.listHeld>['query']

/** What could not be applied or stitched yet; stitches first, then the newest events. */
export const heldQuery = (query: HeldFilter) =>
  queryOptions({
    queryKey: ['held', query],
    queryFn: ({ signal }) => api.listHeld({ query }, { signal }),
    placeholderData: keepPreviousData,
  })
