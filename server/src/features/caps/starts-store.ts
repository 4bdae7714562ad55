import type { Db } from '../../db/db.ts'
import { startsName, type Limited, type StartsKey, type VisitorStarts } from './limit-starts.ts'
import type { Stretch } from './rolling.ts'

interface StartsRow {
  readonly subject_id: string
  readonly stream_id: string
  readonly visitor_id: string
  readonly starts: readonly Date[]
}

/** When these automations and groups started for these visitors, whose rows the transaction has locked. */
export async function visitorStarts(
  db: Db,
  keys: readonly StartsKey[],
): Promise<Map<string, readonly number[]>> {
  if (keys.length === 0) return new Map()
  const { rows } = await db.query<StartsRow>({
    name: 'visitor-starts',
    text: `select s.subject_id, s.stream_id, s.visitor_id, s.starts
     from (select distinct * from unnest($1::text[], $2::text[], $3::text[]) as w (stream_id, visitor_id, subject_id)) w
     join visitor_starts s using (stream_id, visitor_id, subject_id)`,
    values: columnsOf(keys),
  })
  return new Map(
    rows.map((row) => [
      startsName({ subjectId: row.subject_id, streamId: row.stream_id, visitorId: row.visitor_id }),
      row.starts.map((start) => start.getTime()),
    ]),
  )
}

/** How often these automations have started, locked until the transaction ends, in one order everywhere. */
export async function lockOverallStarts(
  db: Db,
  automationIds: readonly string[],
  now: Date,
): Promise<Map<string, Stretch>> {
  if (automationIds.length === 0) return new Map()
  const { rows } = await db.query<{ automation_id: string; began_at: Date; starts: number }>({
    name: 'lock-overall-starts',
    text: `insert into overall_starts as o (automation_id, began_at, starts)
     select distinct id, $2::timestamptz, 0 from unnest($1::text[]) as w (id) order by id
     on conflict (automation_id) do update set starts = o.starts returning *`,
    values: [automationIds, now.toISOString()],
  })
  return new Map(
    rows.map((row) => [row.automation_id, { beganAt: row.began_at.getTime(), starts: row.starts }]),
  )
}

/** Keeps what has started. */
export async function storeStarts(
  db: Db,
  { visitors, overall }: Pick<Limited, 'visitors' | 'overall'>,
): Promise<void> {
  await Promise.all([storeVisitorStarts(db, visitors), storeOverallStarts(db, [...overall])])
}

async function storeVisitorStarts(db: Db, changed: readonly VisitorStarts[]): Promise<void> {
  if (changed.length === 0) return
  await db.query({
    name: 'store-visitor-starts',
    text: `insert into visitor_starts (stream_id, visitor_id, subject_id, starts, forget_at)
     select stream_id, visitor_id, subject_id, string_to_array(starts, ' ')::timestamptz[], forget_at
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
       as n (stream_id, visitor_id, subject_id, starts, forget_at)
     on conflict (stream_id, visitor_id, subject_id)
     do update set starts = excluded.starts, forget_at = excluded.forget_at`,
    values: [
      ...columnsOf(changed),
      changed.map(({ starts }) => starts.map(isoOf).join(' ')),
      changed.map(({ forgetAt }) => (forgetAt === null ? null : isoOf(forgetAt))),
    ],
  })
}

async function storeOverallStarts(
  db: Db,
  changed: readonly (readonly [string, Stretch])[],
): Promise<void> {
  if (changed.length === 0) return
  await db.query({
    name: 'store-overall-starts',
    text: `update overall_starts o set began_at = n.began_at, starts = n.starts
     from unnest($1::text[], $2::timestamptz[], $3::int[]) as n (automation_id, began_at, starts)
     where o.automation_id = n.automation_id`,
    values: [
      changed.map(([id]) => id),
      changed.map(([, { beganAt }]) => isoOf(beganAt)),
      changed.map(([, { starts }]) => starts),
    ],
  })
}

const columnsOf = (keys: readonly StartsKey[]) => [
  keys.map(({ streamId }) => streamId),
  keys.map(({ visitorId }) => visitorId),
  keys.map(({ subjectId }) => subjectId),
]

const isoOf = (time: number): string => new Date(time).toISOString()
