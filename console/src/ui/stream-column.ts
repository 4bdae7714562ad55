import type { Stream } from '@outcrop/contract'
import type { DataTableColumn } from 'mantine-datatable'
import { streamName } from './stream-name.ts'
import { wide } from './wide.ts'

/** The column that names the stream of each thing in a list. */
export function streamColumn<Item extends { readonly stream_id: string }>(
  streams: readonly Stream[],
): DataTableColumn<Item> {
  const names = new Map(streams.map((stream) => [stream.id, streamName(stream)]))
  return {
    accessor: 'stream_id',
    title: 'Stream',
    ...wide,
    render: ({ stream_id }) => names.get(stream_id) ?? '–',
  }
}
