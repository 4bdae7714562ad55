import type { ProfileCondition } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { conditionTest } from './condition-test.ts'
import { listVisitors, type StoredVisitor, type VisitorPage } from './visitor-store.ts'

export interface VisitorSearch extends VisitorPage {
  readonly condition: ProfileCondition
}

export interface Found {
  readonly items: readonly StoredVisitor[]
  readonly looked: number
  /** Where to go on; null when all were looked at. */
  readonly next: string | null
}

/** One request looks at so many visitors at most: nothing in PostgreSQL can look inside them. */
export const maxLooked = 5000
/** Visitors that are in memory together. */
const batchSize = 250

/** The next visitors of a stream that meet a condition, by id. Throws when the condition does not compile. */
export async function searchVisitors(
  db: Db,
  organizationId: string,
  { condition, limit, cursor, ...where }: VisitorSearch,
  at: Date,
  mostLooked = maxLooked,
): Promise<Found> {
  const matches = conditionTest(condition, at)
  const items: StoredVisitor[] = []
  let looked = 0
  let last = cursor
  while (looked < mostLooked) {
    const batch = await listVisitors(db, organizationId, { ...where, cursor: last, limit: batchSize }) // prettier-ignore
    for (const visitor of batch) {
      looked += 1
      last = visitor.visitorId
      if (!matches(visitor)) continue
      items.push(visitor)
      if (items.length === limit) return { items, looked, next: last }
    }
    if (batch.length < batchSize) return { items, looked, next: null }
  }
  return { items, looked, next: last ?? null }
}
