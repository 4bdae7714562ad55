import { z } from 'zod'
import type { Db } from '../../db/db.ts'
import { stored, type StoredVisitor, type VisitorRow } from './visitor-store.ts'

export interface StaleSearch {
  readonly streamId: string
  /** Visitors held against other rules than these are stale. */
  readonly revision: string
  /** Only visitors whose ids come after this one. */
  readonly after: string
  readonly limit: number
}

export interface Stale {
  readonly looked: number
  /** The last visitor that was looked at; null when there was none. */
  readonly last: string | null
  readonly stale: readonly string[]
}

/**
 * Of the next visitors of a stream, by id, those that were not held against these rules yet. The text
 * is searched, which is faster than to open it, and stumbles over none that is broken.
 */
export async function staleAfter(
  db: Db,
  { streamId, revision, after, limit }: StaleSearch,
): Promise<Stale> {
  const { rows } = await db.query<Stale>(
    `with looked as materialized (
       select id, strpos(state, '"revision":"' || $2 || '"') = 0 as is_stale
       from visitors where stream_id = $1 and id > $3 and stitched_into is null order by id limit $4
     )
     select count(*) as looked, max(id) as last,
       coalesce(array_agg(id order by id) filter (where is_stale), '{}') as stale
     from looked`,
    [streamId, revision, after, limit],
  )
  return rows[0] ?? { looked: 0, last: null, stale: [] }
}

/** Up to so many are counted; of more, the database knows about how many there are. */
const mostCounted = 100_000

const plans = z.tuple([z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })])

/** The visitors of a stream: counted, or estimated when there are many. */
export async function countVisitors(
  db: Db,
  streamId: string,
  counted = mostCounted,
): Promise<{ visitors: number; isEstimate: boolean }> {
  const { rows } = await db.query<{ visitors: number }>(
    'select count(*) as visitors from (select 1 from visitors where stream_id = $1 and stitched_into is null limit $2) counted',
    [streamId, counted + 1],
  )
  const visitors = rows[0]?.visitors ?? 0
  if (visitors <= counted) return { visitors, isEstimate: false }
  const { rows: planned } = await db.query<{ 'QUERY PLAN': unknown }>(
    'explain (format json) select 1 from visitors where stream_id = $1 and stitched_into is null',
    [streamId],
  )
  const [{ Plan }] = plans.parse(planned[0]?.['QUERY PLAN'])
  return { visitors: Math.max(visitors, Plan['Plan Rows']), isEstimate: true }
}

/** Visitors of all streams that a sample reads at most. */
const mostRead = 50_000

/** About as many visitors of a stream as are wanted, from places all over the table. */
export async function sampleVisitors(
  db: Db,
  organizationId: string,
  streamId: string,
  { wanted, total }: { readonly wanted: number; readonly total: number },
): Promise<StoredVisitor[]> {
  const { rows: table } = await db.query<{ known: number }>(
    `select reltuples::float8 as known from pg_class where oid = 'visitors'::regclass`,
  )
  const known = Math.max(table[0]?.known ?? 0, total)
  const percent = 100 * Math.min(1, wanted / total, mostRead / known)
  const { rows } = await db.query<VisitorRow>(
    `select * from visitors tablesample system ($1)
     where organization_id = $2 and stream_id = $3 and stitched_into is null limit $4`,
    [percent, organizationId, streamId, 2 * wanted],
  )
  return rows.map(stored)
}
