import type { UnknownSource } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { groupedBy } from '../../kernel/grouped-by.ts'

/** A key that no data source of the stream has, and how often events carried it. */
export interface UnknownKey {
  readonly streamId: string
  readonly key: string
  readonly at: Date
}

/** Kept of one stream. Whoever may send events may also make up keys, as many as they like. */
const mostPerStream = 100

/**
 * Counts events of unknown sources; no statement when there are none. When a stream has its full
 * number of unknown keys, further ones are not kept until others are forgotten.
 */
export async function noteUnknown(db: Db, unknown: readonly UnknownKey[]): Promise<void> {
  if (unknown.length === 0) return
  const sums = sumsOf(unknown)
  await db.query({
    name: 'note-unknown-sources',
    text: `insert into unknown_sources as u (stream_id, key, events, first_at, last_at)
     select stream_id, key, events, first_at, last_at
     from (
       select g.*, k.key is not null as is_kept,
         row_number() over (partition by g.stream_id, k.key is not null order by g.key) as place,
         (select count(*) from unknown_sources where stream_id = g.stream_id) as kept
       from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[], $5::timestamptz[])
         as g (stream_id, key, events, first_at, last_at)
       left join unknown_sources k on k.stream_id = g.stream_id and k.key = g.key
     ) counted
     where is_kept or kept + place <= $6
     order by stream_id, key
     on conflict (stream_id, key) do update set events = u.events + excluded.events,
       last_at = greatest(u.last_at, excluded.last_at)`,
    values: [
      sums.map(({ streamId }) => streamId),
      sums.map(({ key }) => key),
      sums.map(({ events }) => events),
      sums.map(({ firstAt }) => firstAt.toISOString()),
      sums.map(({ lastAt }) => lastAt.toISOString()),
      mostPerStream,
    ],
  })
}

/** What each key grows by. Events come in about the order of their times, which is close enough. */
const sumsOf = (unknown: readonly UnknownKey[]) =>
  [...groupedBy(unknown, ({ streamId, key }) => `${streamId} ${key}`).values()].flatMap((all) => {
    const [first, last] = [all[0], all.at(-1)]
    if (!first || !last) return []
    return [{ streamId: first.streamId, key: first.key, events: all.length, firstAt: first.at, lastAt: last.at }] // prettier-ignore
  })

interface UnknownRow {
  readonly stream_id: string
  readonly key: string
  readonly events: string
  readonly first_at: Date
  readonly last_at: Date
}

/** The unknown sources of an organization's streams, the latest first. */
export async function listUnknown(
  db: Db,
  organizationId: string,
  streamId: string | undefined,
): Promise<UnknownSource[]> {
  const { rows } = await db.query<UnknownRow>(
    `select u.* from unknown_sources u join streams s on s.id = u.stream_id
     where s.organization_id = $1 and ($2::text is null or s.id = $2)
       and not exists (select from data_sources d where d.stream_id = u.stream_id and d.key = u.key)
     order by u.last_at desc, u.stream_id, u.key limit 1000`,
    [organizationId, streamId ?? null],
  )
  return rows.map((row) => ({
    stream_id: row.stream_id,
    key: row.key,
    events: Number(row.events),
    first_event_at: row.first_at.toISOString(),
    last_event_at: row.last_at.toISOString(),
  }))
}

/** A key that belongs to a data source now. */
export async function dropUnknown(db: Db, streamId: string, key: string): Promise<void> {
  await db.query('delete from unknown_sources where stream_id = $1 and key = $2', [streamId, key])
}

/** Makes room: forgets the keys that no event has carried for 30 days. */
export async function forgetUnknown(db: Db, now: Date): Promise<void> {
  await db.query(
    `delete from unknown_sources where last_at < $1::timestamptz - interval '30 days'`,
    [now.toISOString()],
  )
}
