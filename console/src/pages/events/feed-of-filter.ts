import { noSource } from '@outcrop/contract'
import type { EventsSearch, NewFeedSearch } from '../../search.ts'

interface OfStream {
  readonly id: string
  readonly stream_id: string
}

/**
 * The feed that would hold the events of a filter; undefined when they are those of a person or a
 * trace, which is no kind of events, or simply all.
 */
export function feedOfFilter(
  filter: EventsSearch,
  specifications: readonly OfStream[],
  sources: readonly OfStream[],
): NewFeedSearch | undefined {
  const { name, verdict, specification_id, data_source_id, visitor_id, trace_id } = filter
  if (visitor_id !== undefined || trace_id !== undefined) return undefined
  if ([name, verdict, specification_id, data_source_id].every((one) => one === undefined))
    return undefined
  const streamOf = (things: readonly OfStream[], wanted: string | undefined) =>
    things.find(({ id }) => id === wanted)?.stream_id
  const stream_id =
    filter.stream_id ??
    streamOf(specifications, specification_id) ??
    streamOf(sources, data_source_id === noSource ? undefined : data_source_id)
  return { stream_id, name, verdict, specification_id, data_source_id }
}
