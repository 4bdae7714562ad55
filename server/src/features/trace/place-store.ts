import type { TraceLine } from '@outcrop/contract'
import { createHash } from 'node:crypto'
import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'

export interface PlacedLine {
  readonly line: TraceLine
  /** 1 for the line that was seen first. It never changes. */
  readonly place: number
}

/**
 * The lines of a trace in the order in which they were first seen, which is not that of their times:
 * a call, for one, is told of when it has been answered. New lines are placed one reader at a time, so
 * whoever has seen a place has seen all before it.
 */
export async function placedLines(
  pool: Pool,
  traceId: string,
  read: (db: Db) => Promise<readonly TraceLine[]>,
  now: Date,
): Promise<PlacedLine[]> {
  // In this order: what has a place is there to be read.
  const known = await placesOf(pool, traceId)
  const lines = await read(pool)
  if (lines.every((line) => known.has(keyOf(line)))) return inOrder(lines, known)
  return transaction(pool, async (db) => {
    await db.query(`select pg_advisory_xact_lock(hashtextextended('trace-places ' || $1, 0))`, [traceId]) // prettier-ignore
    const all = await read(db)
    await addPlaces(db, traceId, all, now)
    return inOrder(all, await placesOf(db, traceId))
  })
}

async function addPlaces(
  db: Db,
  traceId: string,
  lines: readonly TraceLine[],
  now: Date,
): Promise<void> {
  // prettier-ignore
  await db.query(
    `insert into trace_places (trace_id, line, place, seen_at)
     select $1, decode(l.line, 'hex'), most + row_number() over (order by l.position), $3
     from unnest($2::text[]) with ordinality as l (line, position),
       (select coalesce(max(place), 0) as most from trace_places where trace_id = $1) known
     where not exists (select 1 from trace_places p where p.trace_id = $1 and p.line = decode(l.line, 'hex'))`,
    [traceId, [...new Set(lines.map(keyOf))], now.toISOString()],
  )
}

async function placesOf(db: Db, traceId: string): Promise<Map<string, number>> {
  const { rows } = await db.query<{ line: string; place: number }>(
    `select encode(line, 'hex') as line, place from trace_places where trace_id = $1`,
    [traceId],
  )
  return new Map(rows.map(({ line, place }) => [line, place]))
}

/** Lines that say the same are one. */
function inOrder(lines: readonly TraceLine[], places: ReadonlyMap<string, number>): PlacedLine[] {
  const placed = new Map(lines.map((line) => [places.get(keyOf(line)) ?? 0, line]))
  return [...placed].map(([place, line]) => ({ place, line })).toSorted((a, b) => a.place - b.place)
}

function keyOf({ at, event_id, run_id, text }: TraceLine): string {
  const said = JSON.stringify([at, event_id ?? null, run_id ?? null, text])
  return createHash('sha256').update(said).digest('hex').slice(0, 32)
}
