import type { Db } from '../../db/db.ts'
import { textArray } from '../../db/text-array.ts'
import type { VisitorState } from './state.ts'
import { stateIn } from './state-in.ts'

export interface VisitorKey {
  readonly streamId: string
  readonly visitorId: string
}

interface Kept<State> extends VisitorKey {
  readonly organizationId: string
  readonly shard: number
  readonly state: State
  readonly dueAt: Date | null
  /** Other ids that it was asked for by, where it was. */
  readonly askedAs?: readonly string[]
  /** Where its row is while it is locked. */
  readonly place?: string | undefined
}

export type StoredVisitor = Kept<VisitorState>

/** A visitor as the text that is stored: hundreds of them cost no more than their letters until each is opened. */
export type PackedVisitor = Kept<string>

export const openedVisitor = (visitor: PackedVisitor): StoredVisitor => ({
  ...visitor,
  state: stateIn(visitor.state),
})

export const packedVisitor = (visitor: StoredVisitor): PackedVisitor => ({
  ...visitor,
  state: JSON.stringify(visitor.state),
})

export interface VisitorRow {
  readonly stream_id: string
  readonly id: string
  readonly organization_id: string
  readonly shard: number
  readonly state: string
  readonly due_at: Date | null
  readonly stitched_into: string | null
  readonly place?: string
}

export const stored = (row: VisitorRow): StoredVisitor => openedVisitor(packed(row))

const packed = (row: VisitorRow): PackedVisitor => ({
  streamId: row.stream_id,
  visitorId: row.id,
  organizationId: row.organization_id,
  shard: row.shard,
  state: row.state,
  dueAt: row.due_at,
  place: row.place,
})

/**
 * Those of these visitors that are known, locked until the transaction ends, in one order everywhere.
 * Who was stitched into another one is that other one. Where that is to be expected, `mayBeStitched`
 * keeps the order; anywhere else it costs nothing to find out.
 */
export async function lockVisitors(
  ...asked: Parameters<typeof lockPacked>
): Promise<StoredVisitor[]> {
  return (await lockPacked(...asked)).map(openedVisitor)
}

/** The same, still packed. */
export async function lockPacked(
  db: Db,
  keys: readonly VisitorKey[],
  mayBeStitched = false,
): Promise<PackedVisitor[]> {
  if (keys.length === 0) return []
  if (mayBeStitched) return lockStitched(db, keys)
  const { rows } = await db.query<VisitorRow>({
    name: 'lock-visitors',
    text: `select v.*, v.ctid::text as place from unnest($1::text[], $2::text[]) as w (stream_id, id)
     join visitors v using (stream_id, id) order by v.stream_id, v.id for update of v`,
    values: [keys.map(({ streamId }) => streamId), keys.map(({ visitorId }) => visitorId)],
  })
  if (rows.some(({ stitched_into }) => stitched_into !== null)) return lockStitched(db, keys)
  return rows.map(packed)
}

const led = `led as (
    select w.stream_id, w.id as asked, w.id collate "C" as id from unnest($1::text[], $2::text[]) as w (stream_id, id)
    union all
    select l.stream_id, l.asked, v.stitched_into from led l join visitors v using (stream_id, id)
    where v.stitched_into is not null
  )`

/** The same through everything that leads elsewhere; again, when somebody was stitched while it waited. */
async function lockStitched(db: Db, keys: readonly VisitorKey[]): Promise<PackedVisitor[]> {
  const values = [keys.map(({ streamId }) => streamId), keys.map(({ visitorId }) => visitorId)]
  for (;;) {
    const { rows } = await db.query<VisitorRow>({
      name: 'lock-stitched-visitors',
      text: `with recursive ${led}
       select v.*, v.ctid::text as place from (select distinct stream_id, id from led) w join visitors v using (stream_id, id)
       where v.stitched_into is null order by v.stream_id, v.id for update of v`,
      values,
    })
    // Those that are locked lead nowhere else from here on.
    const { rows: ways } = await db.query<{ stream_id: string; asked: string; id: string }>({
      name: 'ways-to-visitors',
      text: `with recursive ${led}
       select stream_id, asked, id from led join visitors v using (stream_id, id)
       where v.stitched_into is null and asked <> id`,
      values,
    })
    const locked = new Set(rows.map((row) => `${row.stream_id} ${row.id}`))
    if (!ways.every((way) => locked.has(`${way.stream_id} ${way.id}`))) continue
    return rows.map((row) => ({
      ...packed(row),
      askedAs: ways
        .filter((way) => way.stream_id === row.stream_id && way.id === row.id)
        .map(({ asked }) => asked),
    }))
  }
}

/** Visitors of these shards that time may have changed, locked; those that somebody else has locked are left to him. */
export async function lockDue(
  db: Db,
  shards: readonly number[],
  until: Date,
  limit: number,
): Promise<StoredVisitor[]> {
  const { rows } = await db.query<VisitorRow>({
    name: 'lock-due-visitors',
    text: `select * from visitors where shard = any($1::smallint[]) and due_at <= $2
     order by due_at limit $3 for update skip locked`,
    values: [shards, until.toISOString(), limit],
  })
  return rows.map(stored)
}

/** What was taken for a new visitor has become another id of one that is known: to be done again. */
export class VisitorMoved extends Error {
  override readonly name = 'VisitorMoved'
}

/** Throws `VisitorMoved` when one of them leads to another visitor since it was looked for. */
export const storeVisitors = (db: Db, visitors: readonly StoredVisitor[]): Promise<void> =>
  storePacked(db, visitors.map(packedVisitor))

/** The same for those that are packed already. Whoever is locked is found at its place, which costs less than by name. */
export async function storePacked(db: Db, visitors: readonly PackedVisitor[]): Promise<void> {
  const counts = await Promise.all([
    updateAtPlace(
      db,
      visitors.filter(({ place }) => place !== undefined),
    ),
    insertOrUpdate(
      db,
      visitors.filter(({ place }) => place === undefined),
    ),
  ])
  if (counts[0] + counts[1] < visitors.length)
    throw new VisitorMoved('A visitor was stitched meanwhile.')
}

async function updateAtPlace(db: Db, locked: readonly PackedVisitor[]): Promise<number> {
  if (locked.length === 0) return 0
  const { rowCount } = await db.query({
    name: 'update-visitors',
    text: `update visitors v set state = n.state, due_at = n.due_at
     from unnest($1::tid[], $2::text[], $3::timestamptz[], $4::text[]) as n (place, id, due_at, state)
     where v.ctid = n.place and v.id = n.id and v.stitched_into is null`,
    values: [
      locked.map(({ place }) => place),
      locked.map(({ visitorId }) => visitorId),
      locked.map(({ dueAt }) => dueAt?.toISOString() ?? null),
      textArray(locked.map(({ state }) => state)),
    ],
  })
  return rowCount ?? 0
}

async function insertOrUpdate(db: Db, visitors: readonly PackedVisitor[]): Promise<number> {
  if (visitors.length === 0) return 0
  const { rowCount } = await db.query({
    name: 'store-visitors',
    text: `insert into visitors as v (stream_id, id, organization_id, shard, due_at, state)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::smallint[], $5::timestamptz[], $6::text[])
     on conflict (stream_id, id) do update set state = excluded.state, due_at = excluded.due_at
       where v.stitched_into is null`,
    values: [
      visitors.map(({ streamId }) => streamId),
      visitors.map(({ visitorId }) => visitorId),
      visitors.map(({ organizationId }) => organizationId),
      visitors.map(({ shard }) => shard),
      visitors.map(({ dueAt }) => dueAt?.toISOString() ?? null),
      textArray(visitors.map(({ state }) => state)),
    ],
  })
  return rowCount ?? 0
}

/** A visitor that is in an audience now, or is not any more. */
export interface Membership {
  readonly audienceId: string
  readonly visitorId: string
  readonly shard: number
  /** Null: it left. */
  readonly joinedAt: Date | null
}

/** Keeps who is in which audience, and how many there are. */
export async function storeMemberships(db: Db, moves: readonly Membership[]): Promise<void> {
  if (moves.length === 0) return
  await db.query({
    name: 'store-memberships',
    text: `with moved as (
       select * from unnest($1::text[], $2::text[], $3::smallint[], $4::timestamptz[])
         as m (audience_id, visitor_id, shard, joined_at)
     ), joined as (
       insert into audience_members (audience_id, visitor_id, joined_at)
       select audience_id, visitor_id, joined_at from moved where joined_at is not null on conflict do nothing
       returning audience_id, visitor_id
     ), gone as (
       delete from audience_members a using moved m
       where m.joined_at is null and a.audience_id = m.audience_id and a.visitor_id = m.visitor_id
       returning a.audience_id, a.visitor_id
     )
     insert into audience_counts as c (audience_id, shard, members)
     select audience_id, shard, sum(change) from (
       select audience_id, shard, 1 as change from joined join moved using (audience_id, visitor_id)
       union all select audience_id, shard, -1 from gone join moved using (audience_id, visitor_id)
     ) changes group by 1, 2 order by 1, 2
     on conflict (audience_id, shard) do update set members = c.members + excluded.members`,
    values: [
      moves.map(({ audienceId }) => audienceId),
      moves.map(({ visitorId }) => visitorId),
      moves.map(({ shard }) => shard),
      moves.map(({ joinedAt }) => joinedAt?.toISOString() ?? null),
    ],
  })
}

export interface VisitorPage {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly streamId: string
  readonly audienceId?: string | undefined
  readonly idPrefix?: string | undefined
}

const members = `(
    select visitor_id from audience_members where audience_id = (select id from audiences where id = $6 and stream_id = $2) and ($3::text is null or visitor_id > $3)
  ) m join visitors v on v.id = m.visitor_id`

/** Visitors of a stream, by id. Members of an audience are found from its side: they may be few. */
export async function listVisitors(
  db: Db,
  organizationId: string,
  { limit, cursor, streamId, audienceId, idPrefix }: VisitorPage,
): Promise<StoredVisitor[]> {
  const { rows } = await db.query<VisitorRow>(
    `select v.* from ${audienceId === undefined ? 'visitors v' : members}
     where v.organization_id = $1 and v.stream_id = $2 and v.stitched_into is null and ($3::text is null or v.id > $3)
       and ($4::text is null or (v.id >= $4 and v.id < $4 || chr(1114111) and starts_with(v.id, $4)))
     order by v.id limit $5`,
    [
      organizationId,
      streamId,
      cursor ?? null,
      idPrefix ?? null,
      limit,
      ...(audienceId === undefined ? [] : [audienceId]),
    ],
  )
  return rows.map(stored)
}

/** A visitor by any of its ids. */
export const findVisitor = async (...asked: Parameters<typeof findPacked>) => {
  const found = await findPacked(...asked)
  return found && openedVisitor(found)
}

/** The same, still packed. */
export async function findPacked(
  db: Db,
  organizationId: string,
  { streamId, visitorId }: VisitorKey,
): Promise<PackedVisitor | undefined> {
  const { rows } = await db.query<VisitorRow>(
    `with recursive ${led}
     select v.* from led join visitors v using (stream_id, id)
     where v.organization_id = $3 and v.stitched_into is null`,
    [[streamId], [visitorId], organizationId],
  )
  return rows[0] && packed(rows[0])
}
