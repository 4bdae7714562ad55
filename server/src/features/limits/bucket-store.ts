import type { Db } from '../../db/db.ts'
import type { keptLevel } from './bucket.ts'
import { keyOf, type BucketName, type BucketRow } from './bucket-row.ts'
import type { LearnedRate } from './learned-rate.ts'

const columns = 'provider_id, target, requests, tokens, filled_at, learned_requests, learned_tokens, blocked_until, clock_timestamp() as now' // prettier-ignore

const named = (names: readonly BucketName[]) => [
  names.map(({ providerId }) => providerId),
  names.map(({ target }) => target),
]

/** Locks buckets, in one order everywhere, and makes those that are missing. By key. */
export async function lockBuckets(
  db: Db,
  names: readonly BucketName[],
): Promise<Map<string, BucketRow>> {
  const lock = () =>
    db.query<BucketRow>({
      name: 'lock-limit-buckets',
      text: `select ${columns} from limit_buckets join unnest($1::text[], $2::text[]) as w (provider_id, target)
         using (provider_id, target)
       order by provider_id, target for update of limit_buckets`,
      values: named(names),
    })
  let { rows } = await lock()
  if (rows.length < names.length) {
    await db.query(
      `insert into limit_buckets (provider_id, target)
       select w.provider_id, w.target from unnest($1::text[], $2::text[]) as w (provider_id, target)
       join providers p on p.id = w.provider_id
       order by 1, 2 on conflict do nothing`,
      named(names),
    )
    rows = (await lock()).rows
  }
  return new Map(rows.map((row) => [keyOf({ providerId: row.provider_id, target: row.target }), row])) // prettier-ignore
}

/** A bucket as it is to be stored. */
export interface StoredLevel extends BucketName {
  readonly level: ReturnType<typeof keptLevel>
}

export async function storeLevels(db: Db, levels: readonly StoredLevel[]): Promise<void> {
  await db.query({
    name: 'store-limit-levels',
    text: `update limit_buckets b set requests = l.requests, tokens = l.tokens, filled_at = l.at
     from unnest($1::text[], $2::text[], $3::float8[], $4::float8[], $5::timestamptz[])
       as l (provider_id, target, requests, tokens, at)
     where b.provider_id = l.provider_id and b.target = l.target`,
    values: [
      ...named(levels),
      levels.map(({ level }) => level.requests),
      levels.map(({ level }) => level.tokens),
      levels.map(({ level }) => new Date(level.at).toISOString()),
    ],
  })
}

export interface Lesson extends BucketName {
  readonly learnedRequests: LearnedRate | null
  readonly learnedTokens: LearnedRate | null
  readonly blockedUntil: Date | null
}

/** What is limited from now on because AWS has just refused begins empty. */
export async function storeLesson(db: Db, lesson: Lesson): Promise<void> {
  await db.query(
    `update limit_buckets set learned_requests = $3, learned_tokens = $4, blocked_until = $5,
       requests = case when $3::json is null then requests else coalesce(requests, 0) end,
       tokens = case when $4::json is null then tokens else coalesce(tokens, 0) end
     where provider_id = $1 and target = $2`,
    [
      lesson.providerId,
      lesson.target,
      lesson.learnedRequests ? JSON.stringify(lesson.learnedRequests) : null,
      lesson.learnedTokens ? JSON.stringify(lesson.learnedTokens) : null,
      lesson.blockedUntil?.toISOString() ?? null,
    ],
  )
}

/**
 * Buckets of which something was learned lately, of every provider: other workers may have learned
 * it. What was learned an hour ago has grown back long since.
 */
export async function taughtBuckets(db: Db): Promise<BucketRow[]> {
  const { rows } = await db.query<BucketRow>(
    `select ${columns} from limit_buckets
     where blocked_until > now() - interval '1 hour' and (learned_requests is not null or learned_tokens is not null)`,
  )
  return rows
}

export async function bucketsOf(db: Db, providerId: string): Promise<BucketRow[]> {
  const { rows } = await db.query<BucketRow>(
    `select ${columns} from limit_buckets where provider_id = $1 order by target`,
    [providerId],
  )
  return rows
}

/** Workers that are alive; who only makes a call now and then is none. */
export async function countWorkers(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*)::int as count from workers where lease_until > now() and takes_runs',
  )
  return rows[0]?.count ?? 0
}
