import type { ErasurePhase } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { newId } from '../../kernel/id.ts'

/** How far an id was processed when its visitor was removed. */
export interface Cut {
  readonly visitorId: string
  readonly xid: string
  readonly id: string
}

export interface ErasureRow {
  readonly id: string
  readonly organization_id: string
  readonly stream_id: string
  readonly phase: ErasurePhase
  /** Empty when it is done. */
  readonly visitor_ids: readonly string[]
  readonly cuts: readonly Cut[]
  readonly cut_at: Date | null
  readonly cursor: string
  readonly first_id: string | null
  readonly events: number
  readonly runs: number
  readonly requested_at: Date
  readonly done_at: Date | null
}

/** Begins the erasure of a visitor, or finds the one that is going on; resolves with its id. */
export async function requestErasure(
  db: Db,
  organizationId: string,
  { streamId, visitorIds }: { readonly streamId: string; readonly visitorIds: readonly string[] },
  now: Date,
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `with open as (
       select id from erasures
       where stream_id = $3 and visitor_ids && $4::text[] and phase = 'cancelling' and done_at is null limit 1
     ), begun as (
       insert into erasures (id, organization_id, stream_id, visitor_ids, phase, requested_at)
       select $1, $2, $3, $4, 'cancelling', $5 where not exists (select 1 from open) returning id
     )
     select id, pg_notify('erasures', '') from begun union all select id, null from open`,
    [newId('erasure'), organizationId, streamId, visitorIds, now.toISOString()],
  )
  return rows[0]?.id ?? ''
}

/** Takes an erasure that nobody works on, the one that waits longest, for some seconds. */
export async function claimErasure(db: Db, leaseS: number): Promise<ErasureRow | undefined> {
  const { rows } = await db.query<ErasureRow>(
    `update erasures set lease_until = now() + make_interval(secs => $1)
     where id = (
       select id from erasures where done_at is null and lease_until <= now()
       order by lease_until limit 1 for update skip locked
     )
     returning *`,
    [leaseS],
  )
  return rows[0]
}

/** What one step of an erasure changes of it. */
export interface ErasureStep extends Partial<Pick<ErasureRow, 'phase' | 'visitor_ids' | 'cuts' | 'cut_at' | 'cursor' | 'first_id' | 'done_at'>> {
  /** Removed by this step. */
  readonly events?: number
  readonly runs?: number
} // prettier-ignore

/** Writes down how far it is, and lets others have it, after a while if it waits for something. */
export async function saveErasure(
  db: Db,
  row: ErasureRow,
  { events = 0, runs = 0, ...changed }: ErasureStep,
  restS = 0,
): Promise<void> {
  const next = { ...row, ...changed }
  await db.query(
    `update erasures set phase = $2, visitor_ids = $3, cuts = $4, cut_at = $5, cursor = $6, first_id = $7, done_at = $8,
       events = events + $9, runs = runs + $10, lease_until = now() + make_interval(secs => $11)
     where id = $1`,
    [
      row.id,
      next.phase,
      next.visitor_ids,
      JSON.stringify(next.cuts),
      next.cut_at?.toISOString() ?? null,
      next.cursor,
      next.first_id,
      next.done_at?.toISOString() ?? null,
      events,
      runs,
      restS,
    ],
  )
}

export async function findErasure(
  db: Db,
  organizationId: string,
  id: string,
): Promise<ErasureRow | undefined> {
  const { rows } = await db.query<ErasureRow>(
    'select * from erasures where organization_id = $1 and id = $2',
    [organizationId, id],
  )
  return rows[0]
}

/** Erasures of an organization, newest first. */
export async function listErasures(
  db: Db,
  organizationId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<ErasureRow[]> {
  const { rows } = await db.query<ErasureRow>(
    `select * from erasures where organization_id = $1 and ($2::text is null or id < $2) order by id desc limit $3`,
    [organizationId, cursor ?? null, limit],
  )
  return rows
}
