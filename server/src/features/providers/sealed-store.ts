import type { Db } from '../../db/db.ts'

/** Sealed secrets of every organization, by provider: the master key is the server's. */
export async function sealedAfter(
  db: Db,
  id: string,
  limit: number,
): Promise<{ id: string; sealed: string[] }[]> {
  const { rows } = await db.query<{ id: string; sealed: string[] }>(
    `select id, array_remove(array[sealed_secrets, spare_sealed], null) as sealed from providers
     where id > $1 and (sealed_secrets is not null or spare_sealed is not null) order by id limit $2`,
    [id, limit],
  )
  return rows
}

/** The same secrets, sealed anew; false when they were changed or deleted meanwhile. */
export async function replaceSealed(
  db: Db,
  id: string,
  before: string,
  after: string,
): Promise<boolean> {
  // Looked for in both places: the keys may just have changed theirs.
  const { rowCount } = await db.query(
    `update providers set
       sealed_secrets = case when sealed_secrets = $2 then $3 else sealed_secrets end,
       spare_sealed = case when spare_sealed = $2 then $3 else spare_sealed end
     where id = $1 and (sealed_secrets = $2 or spare_sealed = $2)`,
    [id, before, after],
  )
  return rowCount === 1
}
