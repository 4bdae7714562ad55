import type { Db } from '../db/transaction.ts'

/** The oldest organization. */
export async function findOrganization(db: Db): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    'select id from organizations order by id limit 1',
  )
  return rows[0]?.id
}

export async function insertOrganization(db: Db, id: string, name: string): Promise<void> {
  await db.query('insert into organizations (id, name) values ($1, $2)', [id, name])
}
