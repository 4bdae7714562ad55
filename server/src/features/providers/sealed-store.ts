import type { Db } from '../../db/db.ts'

/** Sealed secrets of every organization, by id: the master key is the server's. */
export async function sealedAfter(
  db: Db,
  id: string,
  limit: number,
): Promise<{ id: string; sealed_secrets: string }[]> {
  const { rows } = await db.query<{ id: string; sealed_secrets: string }>(
    `select id, sealed_secrets from providers
     where id > $1 and sealed_secrets is not null order by id limit $2`,
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
  const { rowCount } = await db.query(
    'update providers set sealed_secrets = $3 where id = $1 and sealed_secrets = $2',
    [id, before, after],
  )
  return rowCount === 1
}
