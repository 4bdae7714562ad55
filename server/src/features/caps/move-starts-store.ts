import type { Db } from '../../db/db.ts'

/** What has started for a visitor has started for the one that it was stitched into. */
export async function moveStarts(
  db: Db,
  { streamId, visitorId }: { readonly streamId: string; readonly visitorId: string },
  into: string,
): Promise<void> {
  await db.query(
    `with gone as (
       delete from visitor_starts where stream_id = $1 and visitor_id = $2 returning *
     )
     insert into visitor_starts as v (stream_id, visitor_id, subject_id, starts, forget_at)
     select stream_id, $3, subject_id, starts, forget_at from gone
     on conflict (stream_id, visitor_id, subject_id) do update
       set starts = array(select at from unnest(v.starts || excluded.starts) at order by at),
         forget_at = case when v.forget_at is not null and excluded.forget_at is not null
           then greatest(v.forget_at, excluded.forget_at) end`,
    [streamId, visitorId, into],
  )
}
