import type { Db } from '../../db/db.ts'

export async function findCached(
  db: Db,
  organizationId: string,
  key: string,
  now: Date,
): Promise<Record<string, unknown> | undefined> {
  const { rows } = await db.query<{ raw: Record<string, unknown> }>({
    name: 'find-cached-answer',
    text: `select raw from cached_answers where organization_id = $1 and key = decode($2, 'hex') and expires_at > $3`,
    values: [organizationId, key, now.toISOString()],
  })
  return rows[0]?.raw
}

export interface NewCached {
  readonly organizationId: string
  readonly key: string
  readonly raw: string
  readonly expiresAt: Date
}

export async function storeCached(db: Db, answer: NewCached, now: Date): Promise<void> {
  await db.query({
    name: 'store-cached-answer',
    text: `insert into cached_answers (organization_id, key, raw, size, created_at, expires_at)
     values ($1, decode($2, 'hex'), $3, $4, $5, $6)
     on conflict (organization_id, key) do update set raw = excluded.raw, size = excluded.size,
       created_at = excluded.created_at, expires_at = excluded.expires_at`,
    values: [
      answer.organizationId,
      answer.key,
      answer.raw,
      answer.raw.length,
      now.toISOString(),
      answer.expiresAt.toISOString(),
    ],
  })
}

/** Deletes kept answers by their keys. */
export async function forgetCached(
  db: Db,
  organizationId: string,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return
  await db.query(
    `delete from cached_answers where organization_id = $1
       and key in (select decode(key, 'hex') from unnest($2::text[]) as k (key))`,
    [organizationId, keys],
  )
}

/** Deletes what has expired, and of each organization the oldest beyond so many characters. */
export async function trimCache(db: Db, mostSize: number, now: Date): Promise<number> {
  const { rowCount } = await db.query(
    `delete from cached_answers c using (
       select organization_id, key, expires_at,
         sum(size) over (partition by organization_id order by created_at desc, key) as newer
       from cached_answers
     ) a
     where c.organization_id = a.organization_id and c.key = a.key and (a.expires_at <= $2 or a.newer > $1)`,
    [mostSize, now.toISOString()],
  )
  return rowCount ?? 0
}
