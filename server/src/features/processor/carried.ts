import { noSource } from '@outcrop/contract'
import { sourceKeyOf, type UnknownKey } from '../data-sources/data-sources.ts'
import type { LoggedEvent } from '../events/events.ts'
import { verdictSubject } from '../specifications/specifications.ts'
import type { Counted } from '../volumes/volumes.ts'
import { knownOf, type CarriedRules } from './known-of.ts'

/** What is counted of events beside their number. */
export interface Carried {
  readonly counted: readonly Counted[]
  readonly unknown: readonly UnknownKey[]
}

/**
 * What a batch of events counts for: pure, and empty where no event names a data source or has a
 * specification. Events without a source count where there are sources.
 */
export function carriedBy(
  events: readonly LoggedEvent[],
  rules: ReadonlyMap<string, CarriedRules>,
): Carried {
  const counted: Counted[] = []
  const unknown: UnknownKey[] = []
  for (const event of events) {
    const { stream_id: streamId, received_at: at } = event
    const own = rules.get(streamId) ?? nothingKnown
    const { sourceId, judged } = knownOf(event, own)
    const key = sourceKeyOf(event.payload)
    if (sourceId) counted.push({ streamId, subject: sourceId, at })
    else if (key !== null) unknown.push({ streamId, key, at })
    else if (own.sources.size > 0) counted.push({ streamId, subject: noSource, at })
    if (judged) counted.push({ streamId, subject: verdictSubject(judged.id, judged.verdict), at })
  }
  return { counted, unknown }
}

const nothingKnown: CarriedRules = { sources: new Map(), specifications: new Map() }
