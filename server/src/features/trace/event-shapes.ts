import type { Event } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { sourceKeyOf, sourcesWithKeys, type DataSourceRow } from '../data-sources/data-sources.ts'
import type { EventRow } from '../events/events.ts'

/** How the rows of a page are shown, with the data sources that they name. */
export async function eventShapes(
  db: Db,
  organizationId: string,
  rows: readonly EventRow[],
): Promise<(row: EventRow) => Event> {
  const keys = new Set(rows.flatMap(({ payload }) => sourceKeyOf(payload) ?? []))
  const sources = keys.size === 0 ? [] : await sourcesWithKeys(db, organizationId, [...keys])
  return (row) => eventOf(row, sources)
}

function eventOf(row: EventRow, sources: readonly DataSourceRow[]): Event {
  const key = sourceKeyOf(row.payload)
  const source = sources.find((one) => one.stream_id === row.stream_id && one.key === key)
  return {
    id: row.id,
    stream: { account: row.account, profile: row.profile },
    name: row.name,
    visitor_id: row.visitor_id,
    received_at: row.received_at.toISOString(),
    payload: row.payload,
    ...(key !== null && { source: { key, id: source?.id ?? null, name: source?.name ?? null } }),
    ...(row.run_id !== null && { caused_by: { run_id: row.run_id, depth: row.depth } }),
  }
}
