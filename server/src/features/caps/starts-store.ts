import type { Db } from '../../db/db.ts'
import { startsName, type Limited, type StartsKey, type VisitorStarts } from './limit-starts.ts'
import type { Slot } from './rolling.ts'

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

/** When and how often these automations have started for anybody, locked until the transaction ends, in one order everywhere. */
export async function lockOverallStarts(
  db: Db,
  automationIds: readonly string[],
): Promise<Map<string, readonly Slot[]>> {
  if (automationIds.length === 0) return new Map()
  const { rows } = await db.query<{ automation_id: string; at: Date[]; counts: number[] }>({
    name: 'lock-overall-starts',
    text: `insert into overall_starts as o (automation_id)
     select distinct id from unnest($1::text[]) as w (id) order by id
     on conflict (automation_id) do update set counts = o.counts returning *`,
    values: [automationIds],
  })
  return new Map(
    rows.map(({ automation_id, at, counts }) => [automation_id, at.map((time, place) => ({ at: time.getTime(), starts: counts[place] ?? 0 }))]), // prettier-ignore
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
  changed: readonly (readonly [string, readonly Slot[]])[],
): Promise<void> {
  if (changed.length === 0) return
  await db.query({
    name: 'store-overall-starts',
    text: `update overall_starts o set at = string_to_array(n.at, ' ')::timestamptz[], counts = string_to_array(n.counts, ' ')::int[]
     from unnest($1::text[], $2::text[], $3::text[]) as n (automation_id, at, counts)
     where o.automation_id = n.automation_id`,
    values: [
      changed.map(([id]) => id),
      changed.map(([, slots]) => slots.map(({ at }) => isoOf(at)).join(' ')),
      changed.map(([, slots]) => slots.map(({ starts }) => starts).join(' ')),
    ],
  })
}

const columnsOf = (keys: readonly StartsKey[]) => [
  keys.map(({ streamId }) => streamId),
  keys.map(({ visitorId }) => visitorId),
  keys.map(({ subjectId }) => subjectId),
]

const isoOf = (time: number): string => new Date(time).toISOString()
