import { sourceKeyOf, type UnknownKey } from '../data-sources/data-sources.ts'
import type { LoggedEvent } from '../events/events.ts'
import type { Counted } from '../volumes/volumes.ts'
import type { StreamRules } from './rules.ts'

/** What is counted of events beside their number. */
export interface Carried {
  readonly counted: readonly Counted[]
  readonly unknown: readonly UnknownKey[]
}

/** What a batch of events counts for: pure, and empty where no event names a data source. */
export function carriedBy(
  events: readonly LoggedEvent[],
  rules: ReadonlyMap<string, StreamRules>,
): Carried {
  const counted: Counted[] = []
  const unknown: UnknownKey[] = []
  for (const { stream_id: streamId, payload, received_at: at } of events) {
    const key = sourceKeyOf(payload)
    if (key === null) continue
    const source = rules.get(streamId)?.sources.get(key)
    if (source) counted.push({ streamId, subject: source.id, at })
    else unknown.push({ streamId, key, at })
  }
  return { counted, unknown }
}
