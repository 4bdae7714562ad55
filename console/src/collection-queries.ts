import type { UnknownSource, UnsourcedEvents } from '@outcrop/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'
import { wholeList } from './whole-list.ts'

/** Most that one page of a list holds. */
const limit = 200

export const dataSourcesQuery = () =>
  queryOptions({
    queryKey: ['data-sources'],
    queryFn: ({ signal }) => wholeList((cursor) => api.listDataSources({ query: { limit, cursor } }, { signal })), // prettier-ignore
  })

export const dataSourceQuery = (id: string) =>
  queryOptions({
    queryKey: ['data-sources', id],
    queryFn: ({ signal }) => api.getDataSource({ params: { id } }, { signal }),
  })

export const dataSourceVolumeQuery = (id: string, hours: number) =>
  queryOptions({
    queryKey: ['data-sources', id, 'volume', hours],
    queryFn: ({ signal }) =>
      api.getDataSourceVolume({ params: { id }, query: { hours } }, { signal }),
    placeholderData: keepPreviousData,
  })

export type ListedUnknownSource = UnknownSource & { readonly id: string }

/** An unknown source has no id of its own; stream and key are that of its row. */
export const unknownSourcesQuery = () =>
  queryOptions({
    queryKey: ['data-sources', 'unknown'],
    queryFn: async ({ signal }) => {
      const { items } = await api.listUnknownSources({ query: {} }, { signal })
      return { items: items.map((source): ListedUnknownSource => ({ ...source, id: `${source.stream_id} ${source.key}` })) } // prettier-ignore
    },
  })

export type ListedUnsourced = UnsourcedEvents & { readonly id: string }

/** Streams that had events without a source in the last 30 days; the stream is the key of its row. */
export const unsourcedEventsQuery = () =>
  queryOptions({
    queryKey: ['data-sources', 'unsourced'],
    queryFn: async ({ signal }) => {
      const { items } = await api.listUnsourcedEvents({ query: {} }, { signal })
      return {
        items: items
          .filter(({ events_30d }) => events_30d > 0)
          .map((one): ListedUnsourced => ({ ...one, id: one.stream_id })),
      }
    },
  })

export const specificationsQuery = () =>
  queryOptions({
    queryKey: ['specifications'],
    queryFn: ({ signal }) => wholeList((cursor) => api.listSpecifications({ query: { limit, cursor } }, { signal })), // prettier-ignore
  })

export const specificationQuery = (id: string) =>
  queryOptions({
    queryKey: ['specifications', id],
    queryFn: ({ signal }) => api.getSpecification({ params: { id } }, { signal }),
  })

export const specificationVolumeQuery = (id: string, hours: number) =>
  queryOptions({
    queryKey: ['specifications', id, 'volume', hours],
    queryFn: ({ signal }) =>
      api.getSpecificationVolume({ params: { id }, query: { hours } }, { signal }),
    placeholderData: keepPreviousData,
  })

/** Asked for once: what people have changed of it must not be lost when events come in. */
export const proposedSpecificationQuery = (eventId: string) =>
  queryOptions({
    queryKey: ['proposed-specification', eventId],
    queryFn: ({ signal }) => api.proposeSpecification({ params: { id: eventId } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
