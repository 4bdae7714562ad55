import type { Db } from '../../db/transaction.ts'
import type { Tries } from '../../http/shared-tries.ts'

/** Counts a try; the clock is the database's, so that processes agree. */
export async function countTry(db: Db, address: string, windowMs: number): Promise<Tries> {
  const { rows } = await db.query<Tries>(
    `insert into sign_in_tries as t (address, since, tries) values ($1, now(), 1)
     on conflict (address) do update set
       tries = case when t.since + $2 * interval '1 ms' <= now() then 1 else t.tries + 1 end,
       since = case when t.since + $2 * interval '1 ms' <= now() then now() else t.since end
     returning tries as current,
       ceil($2 - extract(epoch from now() - since) * 1000)::float8 as ttl`,
    [address, windowMs],
  )
  const [row] = rows
  if (!row) throw new Error('The try was not counted.')
  return row
}

/** Forgets addresses whose window has long ended. */
export async function forgetTries(db: Db): Promise<void> {
  await db.query(`delete from sign_in_tries where since < now() - interval '1 hour'`)
}
