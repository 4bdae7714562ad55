import type { Volume } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import type { VolumeSpan } from './volume-span.ts'

export interface Subject {
  readonly streamId: string
  readonly subject: string
}

interface TotalRow {
  readonly stream_id: string
  readonly subject: string
  readonly day: string
  readonly week: string
  readonly month: string
  readonly last_at: Date | null
}

/** How many events there were until now, by subject. */
export async function totals(
  db: Db,
  subjects: readonly Subject[],
  now: Date,
): Promise<(of: Subject) => Volume> {
  const { rows } = await db.query<TotalRow>(
    `select s.stream_id, s.subject, v.day, v.week, v.month, l.last_at
     from unnest($1::text[], $2::text[]) as s (stream_id, subject)
     cross join lateral (
       select coalesce(sum(events) filter (where hour > $3::timestamptz - interval '24 hours'), 0)::bigint as day,
         coalesce(sum(events) filter (where hour > $3::timestamptz - interval '168 hours'), 0)::bigint as week,
         coalesce(sum(events), 0)::bigint as month
       from event_volumes
       where stream_id = s.stream_id and subject = s.subject and hour > $3::timestamptz - interval '720 hours'
     ) v
     left join lateral (
       select last_at from event_volumes where stream_id = s.stream_id and subject = s.subject order by hour desc limit 1
     ) l on true`,
    [
      subjects.map(({ streamId }) => streamId),
      subjects.map(({ subject }) => subject),
      now.toISOString(),
    ],
  )
  const volumes = new Map(rows.map((row) => [`${row.stream_id} ${row.subject}`, volumeOf(row)]))
  return ({ streamId, subject }) => volumes.get(`${streamId} ${subject}`) ?? none
}

const none: Volume = { events_24h: 0, events_7d: 0, events_30d: 0, last_event_at: null }

const volumeOf = ({ day, week, month, last_at }: TotalRow): Volume => ({
  events_24h: Number(day),
  events_7d: Number(week),
  events_30d: Number(month),
  last_event_at: last_at?.toISOString() ?? null,
})

/** Events of one subject in each step of a span, oldest first. */
export async function series(
  db: Db,
  { streamId, subject }: Subject,
  { stepHours, from, to }: VolumeSpan,
): Promise<{ at: string; events: number }[]> {
  const { rows } = await db.query<{ at: Date; events: string }>(
    `select t.at, coalesce(sum(v.events), 0)::bigint as events
     from generate_series($3::timestamptz, $4::timestamptz, $5 * interval '1 hour') as t (at)
     left join event_volumes v on v.stream_id = $1 and v.subject = $2
       and v.hour >= t.at and v.hour < t.at + $5 * interval '1 hour'
     group by 1 order by 1`,
    [streamId, subject, from.toISOString(), to.toISOString(), stepHours],
  )
  return rows.map(({ at, events }) => ({ at: at.toISOString(), events: Number(events) }))
}
