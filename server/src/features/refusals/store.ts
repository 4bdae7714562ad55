import type { Refusal } from '../../bedrock/bedrock.ts'
import type { Db } from '../../db/db.ts'

export interface RefusalRow {
  readonly place: string
  readonly model: string
  readonly rung: string
  readonly schema: string
  readonly said: string
  readonly expires_at: Date
}

export async function currentRefusals(db: Db, at: Date): Promise<RefusalRow[]> {
  const { rows } = await db.query<RefusalRow>(
    'select * from answer_refusals where expires_at > $1',
    [at],
  )
  return rows
}

/** Keeps a refusal, and forgets those that have expired. */
export async function keepRefusal(db: Db, refusal: Refusal, at: Date): Promise<void> {
  const { place, model, rung, schema, said, expiresAt } = refusal
  await db.query(
    `with gone as (delete from answer_refusals where expires_at <= $7)
     insert into answer_refusals (place, model, rung, schema, said, expires_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (place, model, rung, schema)
     do update set said = excluded.said, expires_at = excluded.expires_at`,
    [place, model, rung, schema ?? '', said, expiresAt, at],
  )
}
