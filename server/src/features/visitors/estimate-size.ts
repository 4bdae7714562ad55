import type { AudienceEstimate, ProfileCondition } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { conditionTest } from './condition-test.ts'
import { countVisitors, sampleVisitors } from './scan-store.ts'
import { maxLooked, searchVisitors } from './search-visitors.ts'

export interface SizeQuestion {
  readonly streamId: string
  readonly condition: ProfileCondition
}

/** Visitors that are counted at most, and looked at. */
const bounds = { counted: 100_000, looked: maxLooked }

/**
 * How many visitors would be in an audience: counted in a small stream, reckoned from a sample in a
 * large one. Throws when the condition does not compile.
 */
export async function estimateSize(
  db: Db,
  organizationId: string,
  { streamId, condition }: SizeQuestion,
  at: Date,
  { counted, looked: most } = bounds,
): Promise<AudienceEstimate> {
  const { visitors: total } = await countVisitors(db, streamId, counted)
  if (total <= most) {
    const { items, looked } = await searchVisitors(db, organizationId, { streamId, condition, limit: Infinity }, at, most) // prettier-ignore
    return { size: items.length, is_estimate: false, looked, total: looked }
  }
  const sample = await sampleVisitors(db, organizationId, streamId, { wanted: most, total })
  const looked = sample.length
  const size = sample.filter(conditionTest(condition, at)).length
  return {
    size: Math.round((size / Math.max(1, looked)) * total),
    is_estimate: true,
    looked,
    total,
  }
}
