import { verdicts, type Specification, type VerdictCounts, type Verdict, type Volume } from '@outcrop/contract' // prettier-ignore
import type { SpecificationRow } from './store.ts'

/** How many events of something there were with each verdict. */
export const perVerdict = (countOf: (verdict: Verdict) => number): VerdictCounts => ({
  valid: countOf('valid'),
  warn: countOf('warn'),
  invalid: countOf('invalid'),
})

export const specificationOf = (
  row: SpecificationRow,
  volumeOf: (verdict: Verdict) => Volume,
): Specification => ({
  id: row.id,
  stream_id: row.stream_id,
  name: row.name,
  description: row.description,
  attributes: [...row.attributes],
  allow_others: row.allow_others,
  events_24h: perVerdict((verdict) => volumeOf(verdict).events_24h),
  events_7d: perVerdict((verdict) => volumeOf(verdict).events_7d),
  events_30d: perVerdict((verdict) => volumeOf(verdict).events_30d),
  last_event_at: verdicts
    .map((verdict) => volumeOf(verdict).last_event_at)
    .reduce((last, at) => (last === null || (at !== null && at > last) ? at : last), null),
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
