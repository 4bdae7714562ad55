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
 * What an event counts for: pure, and nothing where it names no data source and has no
 * specification. Events without a source count where there are sources.
 */
export function carriedBy(event: LoggedEvent, rules: CarriedRules | undefined): Carried {
  const { stream_id: streamId, received_at: at } = event
  const own = rules ?? nothingKnown
  const { sourceId, judged } = knownOf(event, own)
  const key = sourceKeyOf(event.payload)
  const named = key === null && own.sources.size > 0 ? noSource : sourceId
  const subjects = [
    ...(named ? [named] : []),
    ...(judged ? [verdictSubject(judged.id, judged.verdict)] : []),
  ]
  return {
    counted: subjects.map((subject) => ({ streamId, subject, at })),
    unknown: sourceId || key === null ? [] : [{ streamId, key, at }],
  }
}

const nothingKnown: CarriedRules = { sources: new Map(), specifications: new Map() }
