import type { Stream } from '@outcrop/contract'
import { streamName } from './stream-name.ts'

interface Named {
  readonly id: string
  readonly name: string
  readonly stream_id: string
}

/** Choices under the names of their streams. */
export function groupedByStream(items: readonly Named[], streams: readonly Stream[]) {
  return streams.map((stream) => ({
    group: streamName(stream),
    items: items
      .filter(({ stream_id }) => stream_id === stream.id)
      .map(({ id, name }) => ({ value: id, label: name })),
  }))
}
