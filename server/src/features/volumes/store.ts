import type { Db } from '../../db/db.ts'
import { deleteOlder } from '../../db/delete-older.ts'
import type { Counted } from './counted.ts'
import { sumUp } from './sum-up.ts'

/** Adds events to the hours of their subjects; no statement when there are none. */
export async function addVolumes(db: Db, counted: readonly Counted[]): Promise<void> {
  if (counted.length === 0) return
  const sums = sumUp(counted)
  await db.query({
    name: 'add-volumes',
    text: `insert into event_volumes as v (stream_id, subject, hour, events, last_at)
     select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::bigint[], $5::timestamptz[])
     on conflict (stream_id, subject, hour) do update set events = v.events + excluded.events,
       last_at = greatest(v.last_at, excluded.last_at)`,
    values: [
      sums.map(({ streamId }) => streamId),
      sums.map(({ subject }) => subject),
      sums.map(({ hour }) => new Date(hour).toISOString()),
      sums.map(({ events }) => events),
      sums.map(({ lastAt }) => new Date(lastAt).toISOString()),
    ],
  })
}

/** Forgets the hours before a time. */
export const forgetVolumes = (db: Db, before: Date): Promise<void> =>
  deleteOlder(db, 'event_volumes', 'hour', before)

/** Forgets how much there was of subjects that are gone. */
export async function dropVolumes(
  db: Db,
  streamId: string,
  subjects: readonly string[],
): Promise<void> {
  await db.query('delete from event_volumes where stream_id = $1 and subject = any ($2)', [
    streamId,
    subjects,
  ])
}
