import type { RunFilter } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { everyIdOf } from '../visitors/visitors.ts'
import { listRuns, type RunRow } from './history-store.ts'

/**
 * One page of runs, newest first: those of a visitor under every id that leads to it. Id by id, so that
 * each page is read from the index.
 */
export async function runsOfAnyId(
  db: Db,
  organizationId: string,
  filter: RunFilter,
): Promise<RunRow[]> {
  const { visitor_id: visitorId, stream_id: streamId, limit } = filter
  if (visitorId === undefined) return listRuns(db, organizationId, filter)
  const ids = await everyIdOf(db, organizationId, { streamId, visitorId })
  const pages = await Promise.all(ids.map((visitor_id) => listRuns(db, organizationId, { ...filter, visitor_id }))) // prettier-ignore
  return pages
    .flat()
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, limit)
}
