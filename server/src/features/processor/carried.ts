import { sourceKeyOf, type UnknownKey } from '../data-sources/data-sources.ts'
import type { LoggedEvent } from '../events/events.ts'
import { verdictSubject } from '../specifications/specifications.ts'
import type { Counted } from '../volumes/volumes.ts'
import type { StreamRules } from './rules.ts'

/** What is counted of events beside their number. */
export interface Carried {
  readonly counted: readonly Counted[]
  readonly unknown: readonly UnknownKey[]
}

/** What a batch of events counts for: pure, and empty where no event names a data source or has a specification. */
export function carriedBy(
  events: readonly LoggedEvent[],
  rules: ReadonlyMap<string, StreamRules>,
): Carried {
  const counted: Counted[] = []
  const unknown: UnknownKey[] = []
  for (const { stream_id: streamId, name, payload, received_at: at } of events) {
    const own = rules.get(streamId)
    const key = sourceKeyOf(payload)
    const source = key === null ? undefined : own?.sources.get(key)
    if (source) counted.push({ streamId, subject: source.id, at })
    else if (key !== null) unknown.push({ streamId, key, at })
    const judged = name === null ? undefined : own?.specifications.get(name)?.(payload)
    if (judged) counted.push({ streamId, subject: verdictSubject(judged.id, judged.verdict), at })
  }
  return { counted, unknown }
}
