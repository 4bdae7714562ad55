import type { Enrichment, ProfileCondition } from '@outcrop/contract'
import type { GivenAttribute } from './check-attribute.ts'
import { comparisonsIn } from './check-condition.ts'
import { slotsOf } from './slots-of.ts'

/** The attributes of visitor and visit that a condition asks about. */
export function attributesAsked(condition: ProfileCondition): ReadonlySet<string> {
  const kept = comparisonsIn(condition).filter(({ scope }) => scope !== 'event')
  return new Set(kept.map(({ attribute }) => attribute))
}

/** The attributes of visitor and visit that the enrichments of an attribute use, itself perhaps included. */
export function attributesUsed({ type, enrichments }: GivenAttribute): ReadonlySet<string> {
  const sources = ({ change }: Enrichment) =>
    slotsOf(change, type).flatMap(([, source]) =>
      'scope' in source && source.scope !== 'event' ? [source.attribute] : [],
    )
  return new Set(enrichments.flatMap((one) => [...attributesAsked(one.condition), ...sources(one)]))
}
