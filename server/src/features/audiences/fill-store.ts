import type { Db } from '../../db/db.ts'

/** Visitors of a stream that are put into audiences anew. */
export interface FillKey {
  readonly streamId: string
  /** Of the audiences that they are held against. */
  readonly revision: string
}

export interface NewFill extends FillKey {
  readonly audienceIds: readonly string[]
}

/**
 * Has the visitors of a stream put into its audiences, from the first one on. Nothing begins when
 * they are, or are being put, into the very same ones.
 */
export async function insertFill(
  db: Db,
  { streamId, revision, audienceIds }: NewFill,
  at: Date,
): Promise<void> {
  await db.query(
    `insert into audience_fills as f (stream_id, revision, audience_ids, began_at) values ($1, $2, $3, $4)
     on conflict (stream_id) do update set
       revision = excluded.revision, after = '', done = 0, total = null, began_at = excluded.began_at, finished_at = null,
       audience_ids = array(
         select id from unnest(excluded.audience_ids) id
         union select id from unnest(f.audience_ids) id where f.finished_at is null
       )
     where f.revision <> excluded.revision`,
    [streamId, revision, audienceIds, at],
  )
}

/** The same for streams whose visitors nobody has put into audiences yet. */
export async function insertMissingFills(
  db: Db,
  fills: readonly NewFill[],
  at: Date,
): Promise<void> {
  if (fills.length === 0) return
  await db.query(
    `insert into audience_fills (stream_id, revision, audience_ids, began_at)
     select stream_id, revision, string_to_array(ids, ' '), $4
     from unnest($1::text[], $2::text[], $3::text[]) as f (stream_id, revision, ids)
     order by stream_id on conflict do nothing`,
    [
      fills.map(({ streamId }) => streamId),
      fills.map(({ revision }) => revision),
      fills.map(({ audienceIds }) => audienceIds.join(' ')),
      at,
    ],
  )
}
