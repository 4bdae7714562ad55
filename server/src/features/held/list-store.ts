import type { HeldKind, ProblemCode } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'

export interface HeldRow {
  readonly id: string
  readonly kind: HeldKind
  readonly stream_id: string
  readonly visitor_id: string | null
  readonly other_id: string | null
  readonly event_id: string
  readonly event_at: Date
  readonly code: ProblemCode
  readonly reason: string
  readonly tries: number
  readonly held_at: Date
  readonly next_try_at: Date
}

/** Which of what is held to list; what is held of a visitor under any of its ids. */
export interface HeldSearch {
  readonly id?: string | undefined
  readonly kind?: HeldKind | undefined
  readonly streamId?: string | undefined
  readonly visitorIds?: readonly string[] | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** A stitch is counted; what stands for it outside is an id like all others. */
export const stitchId = `('sti_' || lpad(to_hex(id), 32, '0')) collate "C"`

/** What is held of an organization: stitches that have failed, then events, each newest first. */
export async function listHeld(
  db: Db,
  organizationId: string,
  { id, kind, streamId, visitorIds, cursor, limit }: HeldSearch,
): Promise<HeldRow[]> {
  const { rows } = await db.query<HeldRow>(
    `select * from (
       (select ${stitchId} as id, 'stitch' as kind, stream_id, visitor_id, value as other_id, event_id, event_at, code, reason,
          failures as tries, held_at, coalesce(not_before, held_at) as next_try_at
        from pending_stitches
        where organization_id = $1 and failures > 0 and ($2::text is null or ${stitchId} = $2)
          and ($4::text is null or stream_id = $4) and ($5::text[] is null or visitor_id = any($5) or value = any($5))
          and ($6::text is null or ${stitchId} < $6)
        order by pending_stitches.id desc limit $7)
       union all
       (select event_id, 'event', stream_id, visitor_id, null, event_id, event_at, code, reason, failures, held_at, not_before
        from held_events
        where organization_id = $1 and ($2::text is null or event_id = $2)
          and ($4::text is null or stream_id = $4) and ($5::text[] is null or visitor_id = any($5))
          and ($6::text is null or event_id < $6)
        order by event_id desc limit $7)
     ) h
     where $3::text is null or kind = $3
     order by id desc limit $7`,
    [
      organizationId,
      id ?? null,
      kind ?? null,
      streamId ?? null,
      visitorIds ?? null,
      cursor ?? null,
      limit,
    ],
  )
  return rows
}

/** Stitches that have failed and wait, of every organization. */
export async function countFailedStitches(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*) as count from pending_stitches where failures > 0',
  )
  return rows[0]?.count ?? 0
}
