import type { Event } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { sourceKeyOf, sourcesWithKeys, type DataSourceRow } from '../data-sources/data-sources.ts'
import type { EventRow } from '../events/events.ts'
import { judgeBy, specificationsNamed, type JudgeEvent } from '../specifications/specifications.ts'

/** How the rows of a page are shown, with the data sources that they name, and judged by the specifications as they are now. */
export async function eventShapes(
  db: Db,
  organizationId: string,
  rows: readonly EventRow[],
): Promise<(row: EventRow) => Event> {
  const keys = new Set(rows.flatMap(({ payload }) => sourceKeyOf(payload) ?? []))
  const names = new Set(rows.flatMap(({ name }) => name ?? []))
  const [sources, specifications] = await Promise.all([
    keys.size === 0 ? [] : sourcesWithKeys(db, organizationId, [...keys]),
    names.size === 0 ? [] : specificationsNamed(db, organizationId, [...names]),
  ])
  const judges = new Map(specifications.map((one) => [`${one.stream_id} ${one.name}`, judgeBy(one)])) // prettier-ignore
  return (row) => eventOf(row, sources, judges.get(`${row.stream_id} ${row.name}`))
}

function eventOf(
  row: EventRow,
  sources: readonly DataSourceRow[],
  judge: JudgeEvent | undefined,
): Event {
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
    ...(judge && { specification: judge(row.payload) }),
    ...(row.run_id !== null && { caused_by: { run_id: row.run_id, depth: row.depth } }),
  }
}
