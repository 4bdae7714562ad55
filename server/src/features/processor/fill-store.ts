import type { Db } from '../../db/transaction.ts'
import type { FillKey } from '../audiences/audiences.ts'

const keyOf = ({ streamId, revision }: FillKey) => `${streamId} ${revision}`

/** Fills that are not finished. */
export async function openFills(db: Db): Promise<FillKey[]> {
  const { rows } = await db.query<{ stream_id: string; revision: string }>(
    'select stream_id, revision from audience_fills where finished_at is null order by stream_id',
  )
  return rows.map(({ stream_id: streamId, revision }) => ({ streamId, revision }))
}

/** Says that a processor goes by the audiences of these fills, and by no older ones any more. */
export async function noteKnown(db: Db, owner: string, fills: readonly FillKey[]): Promise<void> {
  await db.query('update processors set knows = $2 where id = $1 and knows <> $2', [
    owner,
    fills.map(keyOf),
  ])
}

export interface LockedFill {
  /** The last visitor that was looked at. */
  readonly after: string
  readonly isCounted: boolean
}

/**
 * A fill that is still wanted, locked until the transaction ends; undefined when somebody else works
 * on it, or when a processor that lives may still go by older audiences.
 */
export async function lockFill(db: Db, fill: FillKey): Promise<LockedFill | undefined> {
  const { rows } = await db.query<{ after: string; is_counted: boolean }>(
    `select after, total is not null as is_counted from audience_fills
     where stream_id = $1 and revision = $2 and finished_at is null
       and not exists (select 1 from processors where lease_until > now() and not ($3 = any(knows)))
     for update skip locked`,
    [fill.streamId, fill.revision, keyOf(fill)],
  )
  const [row] = rows
  return row && { after: row.after, isCounted: row.is_counted }
}

/** How far a fill came. */
export interface FillProgress {
  readonly after: string
  readonly looked: number
  readonly isOver: boolean
}

/**
 * Moves a fill that is locked. When it is over, nobody is left in an audience that was deleted, so
 * its counts go.
 */
export async function moveFill(
  db: Db,
  { streamId }: FillKey,
  { after, looked, isOver }: FillProgress,
  at: Date,
): Promise<void> {
  await db.query(
    `with moved as (
       update audience_fills set after = case when $4 then '' else $2 end, done = done + $3, finished_at = case when $4 then $5::timestamptz end
       where stream_id = $1 returning audience_ids, finished_at
     )
     delete from audience_counts c using moved
     where moved.finished_at is not null and c.audience_id = any(moved.audience_ids)
       and not exists (select 1 from audiences where id = c.audience_id)`,
    [streamId, after, looked, isOver, at],
  )
}

export async function storeTotal(
  db: Db,
  { streamId }: FillKey,
  { visitors, isEstimate }: { readonly visitors: number; readonly isEstimate: boolean },
): Promise<void> {
  await db.query(
    'update audience_fills set total = $2, total_is_estimate = $3 where stream_id = $1',
    [streamId, visitors, isEstimate],
  )
}
